import { isValue, nameOf, propertiesIn, valuesIn, type Path, type SyntaxNode, type Tree } from './json-tree.ts';

/** What is being written at a place of a text. */
export interface PlaceInText {
  readonly kind: 'name' | 'value';
  /** For a name: of the object that it is to stand in. For a value: its own. */
  readonly path: Path;
  /** What of the text would be replaced. */
  readonly from: number;
  readonly to: number;
  /** Names that the object has already. */
  readonly taken: readonly string[];
  /** For a name: whether its colon is there. */
  readonly hasColon: boolean;
}

/** Finds out what somebody is writing at a position; undefined where nothing can be written. */
export function placeAt(tree: Tree, text: string, position: number): PlaceInText | undefined {
  const node = realNode(tree.resolveInner(position, -1));
  if (node.name === 'PropertyName') return nameAt(node, text, node.from, node.to);
  if (node.name === 'Property') return valueBehind(node, text, position);
  if (isValue(node) && node.name !== 'Object' && node.name !== 'Array')
    // Behind the end of a number or a text nothing of it is written any more.
    return position > node.to ? undefined : { kind: 'value', path: pathOf(node, text), from: node.from, to: node.to, ...NO_NAMES };
  if (node.name === 'Object') {
    const unfinished = propertiesIn(node).findLast((property) => property.to <= position);
    if (unfinished && valuesIn(unfinished).length === 0 && /:\s*$/.test(text.slice(0, position)))
      return valueBehind(unfinished, text, position);
    return position > node.from ? nameAt(node, text, position, position) : undefined;
  }
  if (node.name === 'Array' && position > node.from) {
    const index = valuesIn(node).filter((each) => each.to <= position).length;
    return { kind: 'value', path: [...pathOf(node, text), index], from: position, to: position, ...NO_NAMES };
  }
  return undefined;
}

const NO_NAMES = { taken: [], hasColon: false } as const;

/** Brackets, commas and what the parser could not place belong to what they stand in. */
function realNode(node: SyntaxNode): SyntaxNode {
  for (let each: SyntaxNode | null = node; each; each = each.parent)
    if (isValue(each) || each.name === 'Property' || each.name === 'PropertyName') return each;
  return node;
}

function nameAt(node: SyntaxNode, text: string, from: number, to: number): PlaceInText {
  const object = node.name === 'Object' ? node : node.parent!.parent!;
  const own = node.name === 'PropertyName' ? nameOf(node.parent!, text) : undefined;
  const taken = propertiesIn(object).flatMap((property) => nameOf(property, text) ?? []);
  return {
    kind: 'name',
    path: pathOf(object, text),
    from,
    to,
    taken: taken.filter((name) => name !== own),
    hasColon: /^\s*:/.test(text.slice(to)),
  };
}

function valueBehind(property: SyntaxNode, text: string, position: number): PlaceInText | undefined {
  const name = property.getChild('PropertyName');
  if (!name || position < name.to) return undefined;
  if (!text.slice(name.to, position).includes(':')) return undefined;
  return { kind: 'value', path: [...pathOf(property, text)], from: position, to: position, ...NO_NAMES };
}

/** Where a value or a member stands. */
export function pathOf(node: SyntaxNode, text: string): Path {
  const path: (string | number)[] = [];
  for (let each = node; each.parent; each = each.parent) {
    if (each.name === 'Property') path.unshift(nameOf(each, text) ?? '');
    else if (each.parent.name === 'Array' && isValue(each)) path.unshift(valuesIn(each.parent).findIndex(({ from }) => from === each.from));
  }
  return path;
}
