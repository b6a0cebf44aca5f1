import { jsonLanguage } from '@codemirror/lang-json';
import type { syntaxTree } from '@codemirror/language';

/** A text as the editor's parser reads it. */
export type Tree = ReturnType<typeof syntaxTree>;
export type SyntaxNode = Tree['topNode'];

/** Names and indexes from the root of a text inwards: `['targets', 0, 'retry']`. */
export type Path = readonly (string | number)[];

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

export const isValue = (node: SyntaxNode): boolean => VALUES.has(node.name);

/** A text as a tree, however broken it is. */
export const treeOfText = (text: string): Tree => jsonLanguage.parser.parse(text);

/** What stands directly in a node and is a value. */
export function valuesIn(node: SyntaxNode): readonly SyntaxNode[] {
  const values: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (isValue(child)) values.push(child);
  return values;
}

/** The members of an object. */
export const propertiesIn = (object: SyntaxNode): readonly SyntaxNode[] => object.getChildren('Property');

/** The name of a member; undefined while it is not written to its end. */
export function nameOf(property: SyntaxNode, text: string): string | undefined {
  const name = property.getChild('PropertyName');
  if (!name) return undefined;
  const written = text.slice(name.from, name.to);
  try {
    return JSON.parse(written) as string;
  } catch {
    // A name that is being written has no end yet.
    return written.replace(/^"/, '');
  }
}

/** The value that stands at a node, as far as it can be read. */
export function valueOf(node: SyntaxNode, text: string): unknown {
  if (node.name === 'Object')
    return Object.fromEntries(
      propertiesIn(node).map((property) => {
        const [value] = valuesIn(property);
        return [nameOf(property, text) ?? '', value ? valueOf(value, text) : undefined];
      }),
    );
  if (node.name === 'Array') return valuesIn(node).map((each) => valueOf(each, text));
  try {
    return JSON.parse(text.slice(node.from, node.to)) as unknown;
  } catch {
    return undefined;
  }
}
