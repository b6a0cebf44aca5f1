import type { LogSummary } from '@sluice/contract';

/** What a request came to, for the eye. */
export interface OutcomeWords {
  readonly kind: 'fine' | 'broken' | 'left' | 'failed';
  /** `200`, `429 rate_limited` */
  readonly word: string;
  /** The same as a sentence. */
  readonly sentence: string;
}

type Told = Pick<LogSummary, 'fault' | 'aborted' | 'response' | 'metrics'>;

/** In words; whoever sees no colour reads the same. */
export function outcomeOf({ fault, aborted, response: { status }, metrics }: Told): OutcomeWords {
  if (metrics.is_success) return { kind: 'fine', word: `${status}`, sentence: `Answered with ${status}` };
  if (fault?.kind === 'cancelled')
    return { kind: 'left', word: `${status} caller left`, sentence: 'The caller left before the answer was there' };
  if (status < 400)
    return {
      kind: 'broken',
      word: `${status} ${fault?.kind ?? 'broken off'}`,
      sentence: aborted ? `Began with ${status}, and did not come to its end` : `Answered with ${status}, and failed`,
    };
  return { kind: 'failed', word: fault ? `${status} ${fault.kind}` : `${status}`, sentence: `Failed with ${status}` };
}
