/** What a config says: `{ "template.slug": { "names": ["Ada"], "replacement": "somebody" } }`. */
export interface Parameters {
  readonly names: readonly string[];
  /** Stands in place of a name; without one a text with a name does not pass. */
  readonly replacement: string | undefined;
}

/** Reads them once for each config. What is wrong is told to whoever wrote it, and the config is refused. */
export function readParameters({ names, replacement, ...rest }: Readonly<Record<string, unknown>>): Parameters {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of its parameters; there are names and replacement`);
  if (!isList(names) || names.length === 0) throw new Error('"names" must be a list of texts, none of them empty');
  if (replacement !== undefined && typeof replacement !== 'string') throw new Error('"replacement" must be a text');
  return { names, replacement };
}

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string' && each.trim() !== '');

/** Whole words, in capitals or not: Ada is in "ADA!", and not in "Adam". */
export const patternOf = (names: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d])(?:${names.map(escaped).join('|')})(?![\\p{L}\\d])`, 'giu');

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
