/** One step of a decision, as the record has it: what this page does not know is shown as it is. */
export interface StepWords {
  readonly sentence: string;
  /** Why, in the planner's words. */
  readonly why: string | undefined;
}

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : otherwise;

const MODES: Readonly<Record<string, string>> = {
  single: 'one target',
  fallback: 'fallback',
  loadbalance: 'load balance',
  conditional: 'conditions',
  split: 'an experiment',
};

/** A step of the way in words. */
export function stepWords(step: unknown): StepWords {
  const raw = (typeof step === 'object' && step !== null ? step : {}) as Raw;
  const target = text(raw['target'], 'a target');
  if (raw['kind'] === 'chosen') {
    const mode = text(raw['mode']);
    return { sentence: `${text(raw['fork'], 'The config')} (${MODES[mode] ?? mode}) chose ${target}`, why: text(raw['why']) || undefined };
  }
  if (raw['kind'] === 'skipped') return { sentence: `${target} was passed over`, why: text(raw['reason']) || undefined };
  if (raw['kind'] === 'attempt') return { sentence: attemptSentence(raw, target), why: undefined };
  return { sentence: JSON.stringify(step) ?? '', why: undefined };
}

function attemptSentence(raw: Raw, target: string): string {
  const whom = [text(raw['model']), text(raw['provider'])].filter((each) => each !== '').join(' at ');
  const retries = typeof raw['retries'] === 'number' ? raw['retries'] : 0;
  const tried = retries > 0 ? ` after ${retries === 1 ? '1 retry' : `${retries} retries`}` : retries < 0 ? ' after all its retries' : '';
  const fault = text(raw['fault']);
  const came = `${text(raw['status'], 'no status')}${fault === '' ? '' : ` ${fault}`}`;
  const lost = raw['lost'] === true ? '; another answer was taken' : '';
  return `${target}${whom === '' ? '' : ` (${whom})`} was asked, and came to ${came}${tried}${lost}`;
}
