import type { DryRunReport } from '@sluice/contract';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';

/** `openai · gpt-4o` */
export const sideWords = ({ provider, model }: { readonly provider: string | null; readonly model: string | null }): string =>
  provider === null ? 'nobody' : model === null ? provider : `${provider} · ${model}`;

/** What it would cost more or less, and of how many nobody knows. */
export function costWords({ requests, before, after, difference, unknown }: DryRunReport['cost']): string {
  if (requests === 0) return 'not known of any';
  const change = difference === 0 ? 'the same' : difference > 0 ? `${moneyOf(difference)} more` : `${moneyOf(-difference)} less`;
  const rest = unknown === 0 ? '' : `; of ${countOf(unknown)} not known`;
  return `${change}: ${moneyOf(before)} → ${moneyOf(after)}${rest}`;
}
