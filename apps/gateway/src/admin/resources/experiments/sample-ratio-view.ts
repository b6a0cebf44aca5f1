import type { SampleRatioView } from '@sluice/contract';
import type { VariantMoments } from '@sluice/store/logs';
import { sampleRatio, UNLIKELY } from '../../../experiments/sample-ratio.ts';
import type { Design } from './design.ts';

/** Whether the variants have as many units as they should, as it is told. */
export function sampleRatioView(moments: readonly VariantMoments[], weights: Design['weights']): SampleRatioView {
  if ('reason' in weights) return unchecked(weights.reason);
  const found = sampleRatio(new Map(moments.map(({ variant, of }) => [variant, of.requests.units])), weights);
  if (!found) return unchecked('There are too few units to say');
  return {
    verdict: found.probability < UNLIKELY ? 'mismatch' : 'as_expected',
    reason: null,
    p_value: found.probability,
    variants: found.variants,
  };
}

const unchecked = (reason: string): SampleRatioView => ({ verdict: 'not_checked', reason, p_value: null, variants: [] });
