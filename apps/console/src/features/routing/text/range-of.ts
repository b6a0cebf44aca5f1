import { nameOf, propertiesIn, valueOf, valuesIn, type Path, type SyntaxNode, type Tree } from './json-tree.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where something stands in a text: of what goes over several lines its name, and as much of the way as there is. */
export function rangeOf(tree: Tree, text: string, path: Path): Range {
  const [root] = valuesIn(tree.topNode);
  if (!root) return { from: 0, to: Math.min(1, text.length) };
  let at: SyntaxNode = root;
  let property: SyntaxNode | undefined;
  for (const segment of path) {
    const next = stepInto(at, segment, text);
    if (!next) break;
    property = next.property;
    if (!next.value) break;
    at = next.value;
  }
  const shown = property ?? at;
  if (!text.slice(shown.from, shown.to).includes('\n')) return { from: shown.from, to: shown.to };
  const name = property?.getChild('PropertyName');
  return name ? { from: name.from, to: name.to } : { from: at.from, to: at.from + 1 };
}

/** All of the value at a path; undefined where there is none. */
export function valueRange(tree: Tree, text: string, path: Path): Range | undefined {
  let [at] = valuesIn(tree.topNode);
  for (const segment of path) at = at && stepInto(at, segment, text)?.value;
  return at && { from: at.from, to: at.to };
}

/** What a text says along a path: the value of the root, of its member, of the member's member. */
export function valuesAlong(tree: Tree, text: string, path: Path): readonly unknown[] {
  let [at] = valuesIn(tree.topNode);
  const values = [at && valueOf(at, text)];
  for (const segment of path) {
    at = at && stepInto(at, segment, text)?.value;
    values.push(at && valueOf(at, text));
  }
  return values;
}

interface Found {
  readonly property: SyntaxNode | undefined;
  readonly value: SyntaxNode | undefined;
}

function stepInto(node: SyntaxNode, segment: string | number, text: string): Found | undefined {
  if (node.name === 'Array') {
    const value = valuesIn(node)[Number(segment)];
    return value && { property: undefined, value };
  }
  if (node.name !== 'Object') return undefined;
  // As JSON is read: of two members of one name the last one counts.
  const property = propertiesIn(node).findLast((each) => nameOf(each, text) === String(segment));
  return property && { property, value: valuesIn(property)[0] };
}

/** `/targets/0/retry` in its parts. */
export const pathOfPointer = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** `config.targets[0].targets[1]`, as explanations name places, in its parts. */
export const pathOfLabel = (label: string): Path =>
  [...label.replace(/^config\.?/, '').matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) =>
    index === undefined ? name! : Number(index),
  );
