import type { Asked } from '@sluice/provider-sdk';
import type { Blocks } from './blocks.ts';
import type { CallHere } from './said.ts';
import { signedAs } from './signed-call.ts';

interface Call {
  readonly key: string;
  id: string | undefined;
  name: string | undefined;
  text: string;
}

/** The tool calls of a stream, as blocks. Providers differ in how they say which call a piece belongs to. */
export class CallBlocks {
  readonly #blocks: Blocks;
  readonly #asked: Asked;
  readonly #calls: Call[] = [];
  /** The call that goes by an index now. */
  readonly #byIndex = new Map<number, Call>();

  constructor(blocks: Blocks, asked: Asked) {
    this.#blocks = blocks;
    this.#asked = asked;
  }

  get any(): boolean {
    return this.#calls.some(({ name }) => name !== undefined);
  }

  add(piece: CallHere): void {
    const call = this.#known(piece) ?? this.#begin(piece);
    call.id ??= piece.id;
    call.name ??= piece.name;
    call.text += piece.arguments;
    const block = this.#blocks.find(call.key);
    if (!block) return;
    if (call.name !== undefined) {
      block.start ??= {
        type: 'tool_use',
        id: call.id ?? `toolu_${this.#asked.id}_${this.#calls.indexOf(call)}`,
        name: call.name,
        input: {},
      };
    }
    if (piece.arguments !== '') block.waiting.push({ type: 'input_json_delta', partial_json: piece.arguments });
  }

  #known(piece: CallHere): Call | undefined {
    const call = this.#named(piece);
    return call && !isAnother(call, piece) ? call : undefined;
  }

  #named({ index, id, name }: CallHere): Call | undefined {
    if (index !== undefined) return this.#byIndex.get(index);
    const byId = id === undefined ? undefined : this.#calls.findLast((call) => call.id === id);
    return byId ?? (id === undefined || name === undefined ? this.#calls.at(-1) : undefined);
  }

  #begin({ index, id, name, thoughtSignature }: CallHere): Call {
    const call: Call = { key: `call ${this.#calls.length}`, id, name, text: '' };
    if (thoughtSignature !== undefined) this.#sign(thoughtSignature);
    this.#calls.push(call);
    this.#byIndex.set(index ?? this.#calls.length - 1, call);
    this.#blocks.begin(call.key, undefined, () => isWhole(call.text));
    return call;
  }

  /** The thinking right before the call takes its signature; where there is none, an empty one does. */
  #sign(thoughtSignature: string): void {
    const last = this.#blocks.goOn('reasoning', { type: 'thinking', thinking: '', signature: '' });
    last.waiting.push({ type: 'signature_delta', signature: signedAs(thoughtSignature) });
    // Signed, it is another block that goes on.
    this.#blocks.seal(last);
  }
}

/** Whether a piece begins another call under the same number or none: some providers number all of them 0. */
function isAnother(call: Call, { index, id, name, arguments: text }: CallHere): boolean {
  if (name === undefined || call.name === undefined) return false;
  if (id !== undefined && call.id !== undefined && id !== call.id) return true;
  return text !== '' && isWhole(call.text) ? true : index === undefined && id === undefined && call.text === '';
}

/** Whether arguments are all there. Nothing at all may yet become something. */
function isWhole(text: string): boolean {
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
