/** What speaks against an answer. Thrown by judgements, caught by whoever asked for one; anything else that is thrown is a bug. */
export class Objection extends Error {}

/** Objects in these words where something does not hold. */
export function insist(holds: boolean, said: string): asserts holds {
  if (!holds) throw new Objection(said);
}

/** What a judgement objects to, in a sentence without an end; undefined where it is content. */
export function objectionOf(judge: () => void): string | undefined {
  try {
    judge();
    return undefined;
  } catch (error) {
    if (error instanceof Objection) return error.message;
    throw error;
  }
}
