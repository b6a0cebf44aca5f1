import type { DoorEvent, Json } from '@sluice/provider-sdk';

/** One content block of a message as it grows. */
export interface Block {
  /** What the block is known by in what follows: `text`, `reasoning`, the call it is. */
  key: string;
  /** As `content_block_start` has it; undefined while that cannot be told yet. */
  start: Json | undefined;
  readonly waiting: Json[];
  /** Whether it may end when another begins: a call may not while its arguments are in pieces. */
  readonly done: () => boolean;
}

const event = (data: Json): DoorEvent => ({ event: String(data['type']), data });

/**
 * Content blocks one after the other, as the Messages API has them, made of things that chat may tell all at once: only the
 * first that is not done is written as it comes, what comes for others waits.
 */
export class Blocks {
  readonly #open: Block[] = [];
  #index = 0;
  #started = false;
  #events: DoorEvent[] = [];

  find(key: string): Block | undefined {
    return this.#open.find((block) => block.key === key);
  }

  get last(): Block | undefined {
    return this.#open.at(-1);
  }

  begin(key: string, start: Json | undefined, done: () => boolean = () => true): Block {
    const block: Block = { key, start, waiting: [], done };
    this.#open.push(block);
    return block;
  }

  /** The last block if it goes by that name, else a new one: what a text is that goes on. */
  goOn(key: string, start: Json): Block {
    return this.last?.key === key ? this.last : this.begin(key, start);
  }

  /** Lets nothing more be added to a block by its name. */
  seal(block: Block): void {
    block.key = '';
  }

  take(): readonly DoorEvent[] {
    while (this.#open.length > 1 && this.#open[0]!.start && this.#open[0]!.done()) this.#close();
    if (this.#open[0]?.start) this.#write(this.#open[0]);
    return this.#taken();
  }

  end(): readonly DoorEvent[] {
    while (this.#open.length > 0) this.#close();
    return this.#taken();
  }

  #close(): void {
    const block = this.#open.shift()!;
    // A call that never had a name is none.
    if (!block.start) return;
    this.#write(block);
    this.#events.push(event({ type: 'content_block_stop', index: this.#index++ }));
    this.#started = false;
  }

  #write(block: Block): void {
    if (!this.#started) this.#events.push(event({ type: 'content_block_start', index: this.#index, content_block: block.start }));
    this.#started = true;
    for (const delta of block.waiting.splice(0)) this.#events.push(event({ type: 'content_block_delta', index: this.#index, delta }));
  }

  #taken(): readonly DoorEvent[] {
    const taken = this.#events;
    this.#events = [];
    return taken;
  }
}
