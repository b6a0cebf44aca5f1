import type { Json } from '@sluice/provider-sdk';
import type { OfferedTool } from '../tools/offered-tools.ts';
import { FunctionCallItem, OtherCallItem } from './call-item.ts';
import type { EventLog } from './event-log.ts';
import { ImageItem } from './image-item.ts';
import { MessageItem } from './message-item.ts';
import type { OutputItem, Place } from './output-item.ts';
import type { CallPiece, Piece } from './pieces.ts';
import { isSealedDetail } from './merge-detail.ts';
import { ReasoningItem } from './reasoning-item.ts';

type CallItem = FunctionCallItem | OtherCallItem;

/** A call of which something is known. Its item waits for the name, which some providers tell late. */
interface Call {
  id: string;
  item: CallItem | undefined;
  waiting: string;
}

/**
 * The items of one answer, in the order in which they began. Thinking and text end where the next item begins; calls
 * at the end, because only then is it certain that nothing more of them comes.
 */
export class Output {
  readonly #log: EventLog;
  readonly #id: string;
  readonly #tools: readonly OfferedTool[];
  readonly #items: OutputItem[] = [];
  readonly #done = new Map<OutputItem, Json>();
  readonly #calls = new Map<number, Call>();
  /** Which of the items holds a block, by the block's number. */
  readonly #holders = new Map<number, ReasoningItem>();
  readonly #textBlocks = new Set<number>();
  #count = 0;

  constructor(log: EventLog, id: string, tools: readonly OfferedTool[]) {
    this.#log = log;
    this.#id = id;
    this.#tools = tools;
  }

  add(piece: Piece): void {
    switch (piece.kind) {
      case 'reasoning':
        return this.#reasoning().think(piece.text);
      case 'block':
        return this.#block(piece.index, piece.delta);
      case 'detail':
        return this.#detail(piece.detail);
      case 'text':
        return this.#message().text(piece.text, piece.logprobs);
      case 'refusal':
        return this.#message().refuse(piece.text);
      case 'annotation':
        return this.#message().annotate(piece.annotation);
      case 'image':
        this.#begin('ig', (place) => new ImageItem(place, piece.base64));
        return;
      case 'call':
        return this.#call(piece.call);
    }
  }

  /** Ends what is still open. Of an answer that was cut, the last item is not whole. */
  end(cut: boolean): void {
    for (const item of this.#items) {
      if (!item.closed) this.#done.set(item, item.close(cut && item === this.#items.at(-1) ? 'incomplete' : 'completed'));
    }
  }

  /** The items that are whole. */
  items(): readonly Json[] {
    return this.#items.map((item) => this.#done.get(item)).filter((item) => item !== undefined);
  }

  #begin<I extends OutputItem>(prefix: string, make: (place: Place) => I): I {
    for (const item of this.#items) {
      const lasts = item instanceof FunctionCallItem || item instanceof OtherCallItem;
      if (!item.closed && !lasts) this.#done.set(item, item.close('completed'));
    }
    const index = this.#items.length;
    const item = make({ log: this.#log, index, id: `${prefix}_${this.#id}_${index}` });
    this.#items.push(item);
    item.open();
    return item;
  }

  #reasoning(): ReasoningItem {
    const last = this.#items.at(-1);
    return last instanceof ReasoningItem ? last : this.#begin('rs', (place) => new ReasoningItem(place));
  }

  #message(): MessageItem {
    const last = this.#items.at(-1);
    return last instanceof MessageItem ? last : this.#begin('msg', (place) => new MessageItem(place));
  }

  #block(index: number, delta: Json): void {
    const known = this.#holders.get(index);
    // Text stands among the blocks to show its place; it is said as text, too.
    if (this.#textBlocks.has(index) || (!known && (delta['type'] === 'text' || (delta['type'] === undefined && 'text' in delta)))) {
      this.#textBlocks.add(index);
      return;
    }
    if (known && !known.closed) return known.keepBlock(index, delta);
    const left = known?.leftOut(index);
    // Said after its end.
    if (known && !left) return;
    const holder = this.#reasoning();
    if (left) holder.keepBlock(index, left);
    holder.keepBlock(index, delta);
    this.#holders.set(index, holder);
  }

  #detail(detail: Json): void {
    const last = this.#items.at(-1);
    // What is not sealed is no more than the text.
    if (last instanceof ReasoningItem || isSealedDetail(detail)) this.#reasoning().keepDetail(detail);
  }

  #call(piece: CallPiece): void {
    const call = this.#callOf(piece);
    // It goes with the thinking before the call, or stands alone.
    if (piece.signature !== undefined) this.#reasoning().keepSignature(call.id, piece.signature);
    if (!call.item && piece.name !== '') call.item = this.#beginCall(piece.name, call.id);
    call.waiting += piece.text;
    if (!call.item) return;
    call.item.write(call.waiting);
    call.waiting = '';
  }

  /** The call that a piece belongs to. Some providers number none, or all alike; a new id with a name is a new call. */
  #callOf({ index, id, name }: CallPiece): Call {
    const key = index ?? (id === '' && name === '' ? this.#count - 1 : this.#keyOf(id));
    const known = this.#calls.get(key);
    if (known && (name === '' || id === '' || known.id === id || !known.item)) {
      if (!known.item && id !== '') known.id = id;
      return known;
    }
    const made: Call = { id: id === '' ? `call_${this.#id}_${this.#count}` : id, item: undefined, waiting: '' };
    this.#count += 1;
    this.#calls.set(key, made);
    return made;
  }

  #keyOf(id: string): number {
    const known = [...this.#calls.entries()].find(([, call]) => id !== '' && call.id === id);
    return known?.[0] ?? this.#count;
  }

  #beginCall(sent: string, callId: string): CallItem {
    const tool = this.#tools.find((offered) => offered.sent === sent);
    const begun = { callId, sent, tool };
    switch (tool?.kind) {
      case 'custom':
        return this.#begin('ctc', (place) => new OtherCallItem(place, begun));
      case 'search':
        return this.#begin('tsc', (place) => new OtherCallItem(place, begun));
      case 'function':
      case undefined:
        return this.#begin('fc', (place) => new FunctionCallItem(place, begun));
    }
  }
}
