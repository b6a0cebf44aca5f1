import type { Problem } from '@sluice/provider-testkit';
import { ODD } from '@sluice/provider-testkit/odd';

type Given = Readonly<Record<string, unknown>>;

/** How a strategy's options, or a check's parameters, are read. */
export interface Reading {
  /** `strategy "x"`: whose they are, for messages. */
  readonly place: string;
  /** What they are called: `options`. */
  readonly what: string;
  /** @throws Error */
  readonly read: (given: Given) => unknown;
}

/** What a config gives, read; or the sentence that it was refused with. */
export type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: string };

export function readGiven({ read }: Reading, given: Given): Read {
  try {
    return { ok: true, value: read(given) };
  } catch (error) {
    return { ok: false, refusal: (error as Error).message };
  }
}

/** A config has something odd in each place in turn: it is taken, or refused in a sentence that its author can use. */
export function oddGiven({ place, what, read }: Reading, given: Given): readonly Problem[] {
  const names = Object.keys(given).length === 0 ? ['some_name'] : Object.keys(given);
  for (const name of names) {
    for (const odd of ODD) {
      const stumbled = stumble(() => read({ ...given, [name]: odd }));
      if (stumbled !== undefined)
        return [
          {
            place,
            said: `where a config gives ${name} as ${JSON.stringify(odd)}, reading its ${what} fails: ${stumbled}`,
            cure: `look at each of the ${what} before it is used, and throw an Error with a sentence for the author of the config`,
          },
        ];
    }
  }
  return [];
}

/** What JavaScript says of a mistake in a program is no sentence for the author of a config. */
function stumble(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    const mistake = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'FaultError'];
    return cause instanceof Error && !mistake.includes(cause.name) ? undefined : String((error as Error).message);
  }
}
