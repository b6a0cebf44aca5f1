import type { Path } from '../text/json-tree.ts';

/** Something that a config may name. */
export interface KnownThing {
  /** As a config names it. */
  readonly text: string;
  /** For people: its name, or what it is. */
  readonly about: string;
}

/** What there is to be named, by kind. */
export interface KnownThings {
  readonly virtualKeys: readonly KnownThing[];
  readonly providers: readonly KnownThing[];
  readonly models: readonly KnownThing[];
  readonly guardrails: readonly KnownThing[];
  readonly prompts: readonly KnownThing[];
}

export const NOTHING_KNOWN: KnownThings = { virtualKeys: [], providers: [], models: [], guardrails: [], prompts: [] };

/** What may be named at a place, by the name of the member there. */
export function knownAt(path: Path, values: readonly unknown[], known: KnownThings): readonly KnownThing[] {
  const names = path.filter((segment) => typeof segment === 'string');
  const [last, before] = [names.at(-1), names.at(-2)];
  switch (last) {
    case 'virtual_key':
      return known.virtualKeys;
    case 'provider':
      return [...known.virtualKeys.map(({ text, about }) => ({ text: `@${text}`, about })), ...known.providers];
    case 'model':
      return known.models;
    case 'prompt_id':
      return known.prompts;
    case 'input_guardrails':
    case 'output_guardrails':
      return known.guardrails;
    case 'id':
      return before?.endsWith('_hooks') || before?.endsWith('_guardrails') ? known.guardrails : [];
    case 'then':
    case 'default':
      return names.includes('strategy') ? targetNames(path, values) : [];
    case undefined:
    default:
      return [];
  }
}

/** Names of the targets beside the strategy that a path goes into. */
function targetNames(path: Path, values: readonly unknown[]): readonly KnownThing[] {
  const node = values[path.lastIndexOf('strategy')] as { readonly targets?: unknown } | undefined;
  if (!Array.isArray(node?.targets)) return [];
  return (node.targets as readonly ({ readonly name?: unknown } | null | undefined)[]).flatMap((target, index) =>
    typeof target?.name === 'string' ? [{ text: target.name, about: `targets[${index}]` }] : [],
  );
}
