import { tagsIn } from './tags.ts';

/** Something that a template wants to be told. */
export interface Variable {
  readonly name: string;
  /**
   * `text`: put in as it is. `section`: decides whether, or how often, a part is there. `object`: members of it are put in.
   * `partial`: holds the slug of a partial.
   */
  readonly kind: 'text' | 'section' | 'object' | 'partial';
  /** The section around it, where it stands in one and nowhere else: its items may have it, in place of all. */
  readonly within: string | undefined;
}

/** The slugs of the partials that a template names, each with its version where it names one. */
export const partialsIn = (text: string): readonly string[] => [
  ...new Set(tagsIn(text).flatMap(({ kind, name }) => (kind === 'partial' && name !== '' ? [name] : []))),
];

/** What templates want to be told, in the order in which they first ask. */
export function variablesIn(...texts: readonly string[]): readonly Variable[] {
  const found = new Map<string, Variable>();
  const note = (name: string, kind: Variable['kind'], within: string | undefined) => {
    const before = found.get(name);
    if (!before) return void found.set(name, { name, kind, within });
    const both = { name, kind: mightier(before.kind, kind), within: before.within === within ? within : undefined };
    found.set(name, both);
  };
  for (const text of texts) {
    const around: string[] = [];
    for (const { kind, name } of tagsIn(text)) {
      const within = around.at(-1);
      const [first = '', ...members] = name === '.' ? [] : name.split('.');
      if (kind === 'end') around.pop();
      if (first === '') continue;
      if (kind === 'value') note(first, members.length > 0 ? 'object' : 'text', within);
      if (kind === 'named-partial') note(name, 'partial', within);
      if (kind !== 'section' && kind !== 'inverted') continue;
      note(first, members.length > 0 ? 'object' : 'section', within);
      around.push(name);
    }
  }
  return [...found.values()];
}

const MIGHT = ['text', 'partial', 'section', 'object'] as const;

/** What is a section somewhere and a text elsewhere is asked for as what can be both. */
const mightier = (one: Variable['kind'], other: Variable['kind']) => (MIGHT.indexOf(one) > MIGHT.indexOf(other) ? one : other);
