import { LEAST_UNITS } from './compare-variants.ts';
import type { VariantMoments } from '@sluice/store/logs';

export interface Doubts {
  readonly variants: readonly VariantMoments[];
  /** Metadata names of whom a variant is drawn for. */
  readonly units: readonly string[];
  /** Units with requests of several variants. */
  readonly crossed: number;
  /** Places where whom a variant is drawn for may stand, and of which the log has nothing. */
  readonly unseen: readonly string[];
  readonly mismatch: boolean;
}

/** What speaks against taking a report as it is, each in a sentence that says what to do. */
export function warningsOf({ variants, units, crossed, unseen, mismatch }: Doubts): readonly string[] {
  const few = variants.filter(({ of }) => of.requests.units < LEAST_UNITS).map(({ variant }) => `"${variant}"`);
  const unpriced = variants.filter(({ requests, of }) => of.cost.x < requests);
  return [
    ...(mismatch
      ? [
          'The variants do not have as many units as their weights say: something keeps some of them out of the log, so trust no comparison until that is found',
        ]
      : []),
    ...(few.length > 0 ? [`${few.join(' and ')} ${few.length > 1 ? 'have' : 'has'} fewer than ${LEAST_UNITS} units: wait for more`] : []),
    ...(crossed > 0
      ? [`${crossed} units have requests of more than one variant, most likely because weights were changed meanwhile: ask from then on`]
      : []),
    ...(unseen.length > 0
      ? [
          `Variants are drawn by ${unseen.join(' and ')}, which the log does not have: requests without ${units.join(' or ')} are taken as independent though they may be of one user, so send that along as metadata`,
        ]
      : []),
    ...(unpriced.length > 0
      ? [
          `The cost of ${unpriced.reduce((sum, { requests, of }) => sum + requests - of.cost.x, 0)} requests is not known: they are left out of the cost`,
        ]
      : []),
  ];
}
