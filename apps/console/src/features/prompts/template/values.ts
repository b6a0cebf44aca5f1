import type { Variable } from './variables.ts';

/** Sample values as they are typed, by name. */
export type TypedValues = Readonly<Record<string, string>>;

/** What is typed, as what is sent. */
export interface Values {
  readonly values: Readonly<Record<string, unknown>>;
  /** By name: why what is typed cannot be sent. */
  readonly problems: Readonly<Record<string, string>>;
}

/** What a variable is before anything is typed: a part that may be there is, so that it is seen. */
export const startOf = ({ kind }: Variable): string => (kind === 'section' ? 'true' : '');

/** Reads what was typed for each variable. */
export function valuesOf(variables: readonly Variable[], typed: TypedValues): Values {
  const values: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const variable of variables) {
    const { name, kind } = variable;
    const text = typed[name] ?? startOf(variable);
    if (text === '') continue;
    if (kind === 'text' || kind === 'partial') values[name] = text;
    else {
      const read = jsonOf(text);
      if (read) values[name] = read.value;
      else problems[name] = kind === 'section' ? 'Write true, false, or JSON: ["a", "b"]' : 'Write an object as JSON: {"name": "Ada"}';
    }
  }
  return { values, problems };
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
