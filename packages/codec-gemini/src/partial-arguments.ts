import type { Json } from '@sluice/provider-sdk';
import { isJson, listIn, textIn } from '@sluice/provider-sdk/chat';
import { unreadable } from './reply.ts';

type Step = string | number;
type Node = Record<string, unknown> | unknown[];

/**
 * Arguments of a call that come piece by piece, each with the place it belongs to (`$.location`, `$.days[0].high`).
 * They are handed on when the call is whole: their order on the wire is not that of any JSON text.
 * Source: Vertex AI, streaming function call arguments, 2026-08.
 */
export class PartialArguments {
  readonly #root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  #open: string | undefined;

  add(pieces: unknown): void {
    for (const piece of listIn(pieces).filter(isJson)) this.#put(piece);
  }

  /** The arguments so far, as JSON. */
  get text(): string {
    return JSON.stringify(this.#root);
  }

  #put(piece: Json): void {
    const path = textIn(piece['jsonPath']) ?? '';
    const steps = stepsOf(path);
    const name = steps.pop();
    if (name === undefined) throw unreadable('a piece of a call’s arguments has no place');
    const parent = this.#walk(steps, name);
    const text = textIn(piece['stringValue']);
    const said = read(parent, name);
    // A text that will go on is followed by more of it under the same place.
    write(parent, name, text === undefined ? valueOf(piece) : this.#open === path && typeof said === 'string' ? said + text : text);
    this.#open = piece['willContinue'] === true ? path : undefined;
  }

  #walk(steps: readonly Step[], last: Step): Node {
    let node: Node = this.#root;
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1] ?? last;
      const found = read(node, step);
      const inside: Node = isNode(found) ? found : typeof next === 'number' ? [] : (Object.create(null) as Record<string, unknown>);
      if (found !== inside) write(node, step, inside);
      node = inside;
    }
    return node;
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const STEP = /\.([^.[\]]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/y;

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = path.startsWith('$') ? 1 : 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) throw unreadable('a piece of a call’s arguments has a place that cannot be read');
    steps.push(found[2] === undefined ? (found[1] ?? found[3] ?? found[4] ?? '') : Number(found[2]));
  }
  return steps;
}

const read = (node: Node, step: Step): unknown => (Array.isArray(node) ? node[Number(step)] : node[step]);

/** Lists grow at their end; a place far beyond it would be a list of nothing without end. */
function write(node: Node, step: Step, value: unknown): void {
  if (!Array.isArray(node)) node[step] = value;
  else if (typeof step === 'number' && step <= node.length) node[step] = value;
  else throw unreadable('a piece of a call’s arguments is beyond the end of its list');
}

function valueOf(piece: Json): unknown {
  if ('numberValue' in piece) return piece['numberValue'];
  if ('boolValue' in piece) return piece['boolValue'];
  return null;
}
