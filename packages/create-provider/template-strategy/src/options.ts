/** What a config says beside the mode: `{ "mode": "template-slug", "at_most_ms": 800 }`. */
export interface Options {
  readonly atMostMs: number;
}

/** Reads them once for each config. What is wrong is told to whoever wrote it, and the config is refused. */
export function readOptions(given: Readonly<Record<string, unknown>>): Options {
  const { at_most_ms: atMostMs = 1000, ...rest } = given;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of its options; there is at_most_ms`);
  if (typeof atMostMs !== 'number' || !(atMostMs > 0)) throw new Error('"at_most_ms" must be a number of milliseconds above 0');
  return { atMostMs };
}
