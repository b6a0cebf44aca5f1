import type { Measure, VariantMoments } from '@sluice/store/logs';
import { difference, type Difference } from './difference.ts';
import { holm } from './holm.ts';
import { interval, type Interval } from './interval.ts';
import { quotient, raised } from './log-scale.ts';
import { ratio, type Mean } from './ratio.ts';

/** What variants are compared by, in the order in which it is told. */
export const MEASURES: readonly Measure[] = ['requests', 'errors', 'ms', 'logMs', 'tokens', 'cost', 'feedback'];

/**
 * Units that a mean needs to be told with an interval. Below it the means of such lopsided things as latencies are not spread as
 * the interval takes them to be.
 */
export const LEAST_UNITS = 50;

/** Units with an error that each variant should have by its share of the units, before error rates are compared. */
export const LEAST_WITH_ERRORS = 10;

/** A whole report is wrong in no more than this share of cases where nothing differs. */
const WRONG_AT_MOST = 0.05;

/** How a variant differs from the control in one measure. */
export type Compared =
  | { readonly verdict: 'too_few' }
  | (Difference & {
      readonly verdict: 'higher' | 'lower' | 'none_found';
      /** With all questions of the report in mind. */
      readonly adjusted: number;
    });

/** A variant by itself, and beside the control. */
export interface ComparedVariant {
  readonly moments: VariantMoments;
  readonly means: Readonly<Record<Measure, Interval | { readonly value: number | undefined }>>;
  /** Undefined for the control itself. */
  readonly against: Readonly<Record<Measure, Compared>> | undefined;
}

/** Compares each variant with the control by every measure. */
export function compareVariants(variants: readonly VariantMoments[], control: string): readonly ComparedVariant[] {
  const base = variants.find(({ variant }) => variant === control);
  const questions = variants.flatMap((moments) =>
    base === undefined || moments === base ? [] : MEASURES.map((measure) => ({ moments, measure, found: compare(moments, base, measure) })),
  );
  const answered = questions.flatMap(({ found }) => (found ? [found] : []));
  const adjusted = new Map(holm(answered.map(({ probability }) => probability)).map((each, index) => [answered[index]!, each]));
  return variants.map((moments) => ({
    moments,
    means: byMeasure((measure) => meanOf(moments, measure)),
    against:
      base === undefined || moments === base
        ? undefined
        : byMeasure((measure) => {
            const { found } = questions.find((each) => each.moments === moments && each.measure === measure)!;
            return found
              ? { ...found, adjusted: adjusted.get(found)!, verdict: verdictOf(found, adjusted.get(found)!) }
              : { verdict: 'too_few' };
          }),
  }));
}

const verdictOf = ({ absolute }: Difference, adjusted: number) =>
  adjusted >= WRONG_AT_MOST ? 'none_found' : absolute.value > 0 ? 'higher' : 'lower';

const byMeasure = <Of>(of: (measure: Measure) => Of) =>
  Object.fromEntries(MEASURES.map((measure) => [measure, of(measure)])) as Record<Measure, Of>;

function meanOf(moments: VariantMoments, measure: Measure): Interval | { readonly value: number | undefined } {
  const { units, x, y } = moments.of[measure];
  const mean = units < LEAST_UNITS ? undefined : ratio(moments.of[measure]);
  const found = mean ? interval(mean) : { value: x > 0 ? y / x : undefined };
  return measure === 'logMs' ? raised(found) : found;
}

function compare(treated: VariantMoments, control: VariantMoments, measure: Measure): Difference | undefined {
  const means = [treated, control].map((each): Mean | undefined =>
    each.of[measure].units < LEAST_UNITS ? undefined : ratio(each.of[measure]),
  );
  const [one, other] = means;
  if (!one || !other || (measure === 'errors' && lacksErrors(treated, control))) return undefined;
  return measure === 'logMs' ? quotient(difference(one, other), other.value) : difference(one, other);
}

/** Where hardly anything fails, one user of bad luck makes a difference that looks like one of the variants. */
function lacksErrors(treated: VariantMoments, control: VariantMoments): boolean {
  const units = [treated, control].map((each) => each.of.errors.units);
  const failing = treated.unitsWithErrors + control.unitsWithErrors;
  return (failing * Math.min(...units)) / (units[0]! + units[1]!) < LEAST_WITH_ERRORS;
}
