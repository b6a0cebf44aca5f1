import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { schemasAt } from '../schema/follow.ts';
import { saidOf } from '../schema/words.ts';
import { pathOf } from '../text/place-at.ts';
import { valuesAlong } from '../text/range-of.ts';
import type { EditorHandle } from './editor-handle.ts';

const PARSE_MS = 50;

/** What the schema says of the member at a position. */
export interface Said {
  readonly name: string;
  readonly lines: readonly string[];
  readonly from: number;
  readonly to: number;
}

export function saidAt(state: EditorState, position: number, { schema }: EditorHandle): Said | undefined {
  const tree = ensureSyntaxTree(state, position, PARSE_MS);
  const node = tree?.resolveInner(position, 1);
  if (!tree || !node || !schema || !['PropertyName', 'String', 'Number', 'True', 'False', 'Null'].includes(node.name)) return undefined;
  const text = state.doc.toString();
  const path = pathOf(node.name === 'PropertyName' ? node.parent! : node, text);
  const schemas = schemasAt(schema, path, valuesAlong(tree, text, path));
  if (schemas.length === 0) return undefined;
  return { name: String(path.at(-1) ?? ''), lines: saidOf(schemas), from: node.from, to: node.to };
}

/** Shows it when the mouse rests on it. */
export const hoverFrom = (handle: EditorHandle): Extension =>
  hoverTooltip((view, position) => {
    const said = saidAt(view.state, position, handle);
    if (!said) return null;
    return { pos: said.from, end: said.to, above: true, create: () => ({ dom: drawn(said) }) };
  });

function drawn({ name, lines }: Said): HTMLElement {
  const box = document.createElement('div');
  box.style.cssText = 'max-width: 420px; padding: 6px 10px; font-size: 12.5px; line-height: 1.45';
  const title = box.appendChild(document.createElement('div'));
  title.style.fontWeight = '600';
  title.textContent = name;
  // As text: the schema has words of plugins in it.
  for (const line of lines) box.appendChild(document.createElement('div')).textContent = line;
  return box;
}
