/** What is wrong with an answer. */
export class Flaw extends Error {}

/** @throws Flaw where an answer is not as its dialect has it. */
export function must(holds: boolean, what: string, seen?: unknown): asserts holds {
  if (!holds) throw new Flaw(seen === undefined ? what : `${what}: ${JSON.stringify(seen)?.slice(0, 600)}`);
}
