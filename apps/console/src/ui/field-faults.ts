import type { Refused } from '../api/refused.ts';

/** What is wrong with a form, by the member that it is wrong with. */
export interface FieldFaults {
  readonly of: (member: string) => string | undefined;
  /** What belongs to none of the form's fields. */
  readonly rest: Refused | undefined;
}

/** Sorts out what the gateway refused. @param members Those that the form has fields for. */
export function fieldFaults(refused: Refused | null, members: readonly string[]): FieldFaults {
  if (!refused) return { of: () => undefined, rest: undefined };
  const said = new Map<string, string>();
  for (const [path, sentence] of told(refused)) {
    const member = /^\w+/.exec(path)?.[0] ?? '';
    if (members.includes(member) && !said.has(member)) said.set(member, sentence);
  }
  return { of: (member) => said.get(member), rest: said.size === 0 ? refused : undefined };
}

function told({ errors, param, message }: Refused): readonly (readonly [path: string, sentence: string])[] {
  const each = errors.flatMap((sentence) => {
    const [, path] = /^"([^"]+)"/.exec(sentence) ?? [];
    return path === undefined ? [] : [[path, sentence] as const];
  });
  if (each.length > 0) return each;
  return param === undefined ? [] : [[param, message]];
}
