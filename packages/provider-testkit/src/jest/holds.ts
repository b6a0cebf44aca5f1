import { it } from '@jest/globals';

/** A test that fails with the sentence that is found, and passes where there is none. */
export function holds(name: string, find: () => string | undefined | Promise<string | undefined>): void {
  // oxlint-disable-next-line jest/valid-title, jest/expect-expect -- both are given by whoever calls this
  it(name, async () => {
    const said = await find();
    if (said !== undefined) throw new Error(said);
  });
}
