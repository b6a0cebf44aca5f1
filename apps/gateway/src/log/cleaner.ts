import { redact, saysSecret, SHORTEST_LOOK } from './redact.ts';

/** Takes secrets out of a request's short texts. */
export interface Cleaner {
  readonly text: <T extends string | undefined>(value: T) => T;
  readonly record: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Several texts that hold no end of a line, each in a line of its own, of at most 2,000 characters. */
  readonly lines: (texts: readonly string[]) => string;
}

/** Longer ones are not the same in many requests. */
const LONGEST_REMEMBERED = 200;

/** Characters of a line that are kept, more than is remembered of any. */
const LONGEST_LINE = 2_000;

/** The same few models, paths and clients come with all requests; more than these are not remembered. */
const MOST_REMEMBERED = 5_000;

/** Texts in which there is nothing that looks like a secret. Whether one of a request's own is in it is always looked at. */
const innocent = new Set<string>();

/** For one request, whose secrets these are. @param id Made here, and so no secret of anybody's; its answer names it more than once. */
export function cleanerFor(secrets: readonly string[], id?: string): Cleaner {
  const text = <T extends string | undefined>(value: T): T => (value === undefined || value === id ? value : (clean(value, secrets) as T));
  return {
    text,
    record: (values) => {
      let changed = false;
      for (const name in values) changed ||= text(name) !== name || text(values[name]) !== values[name];
      return changed ? Object.fromEntries(Object.entries(values).map(([name, value]) => [text(name), text(value)])) : values;
    },
    lines: (texts) => {
      const joined = texts.join('\n');
      // Hardly any holds a secret: all of them are looked through for one at once.
      if (texts.every((each) => each === id || isInnocent(each)) && !saysSecret(joined, secrets)) return joined;
      // Cut behind that: half a secret is found by nobody.
      return texts.map((each) => cut(text(each))).join('\n');
    },
  };
}

const cut = (value: string) => (value.length > LONGEST_LINE ? `${value.slice(0, LONGEST_LINE)}…` : value);

const isInnocent = (text: string) => text.length < SHORTEST_LOOK || (text.length <= LONGEST_REMEMBERED && innocent.has(text));

function clean(text: string, secrets: readonly string[]): string {
  if (isInnocent(text) && !saysSecret(text, secrets)) return text;
  const cleaned = redact(text, secrets);
  if (cleaned === text && text.length <= LONGEST_REMEMBERED) {
    if (innocent.size >= MOST_REMEMBERED) innocent.clear();
    innocent.add(text);
  }
  return cleaned;
}
