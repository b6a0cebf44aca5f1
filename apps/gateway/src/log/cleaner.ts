import { redact, saysSecret, SHORTEST_LOOK } from './redact.ts';

/** Takes secrets out of a request's short texts. */
export interface Cleaner {
  readonly text: <T extends string | undefined>(value: T) => T;
  readonly record: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** Longer ones are not the same in many requests. */
const LONGEST_REMEMBERED = 200;

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
  };
}

function clean(text: string, secrets: readonly string[]): string {
  if ((text.length < SHORTEST_LOOK || innocent.has(text)) && !saysSecret(text, secrets)) return text;
  const cleaned = redact(text, secrets);
  if (cleaned === text && text.length <= LONGEST_REMEMBERED) {
    if (innocent.size >= MOST_REMEMBERED) innocent.clear();
    innocent.add(text);
  }
  return cleaned;
}
