/** An answer that may be given again. */
export interface KeptReply {
  readonly status: 200;
  /** Lower-case names and values in turn. */
  readonly headers: readonly string[];
  /** The whole JSON reply, also where it first came as a stream. */
  readonly body: Buffer;
  /** The token counts, as they would be read from the reply. */
  readonly usage: unknown;
}

/** Where answers are kept. In this process, or wherever another driver puts them. */
export interface ReplyCache {
  /** The reply under a key, while it is not too old. */
  get(key: string): KeptReply | undefined;
  /** Keeps a reply for so many milliseconds, or not at all where it is too large. */
  set(key: string, reply: KeptReply, maxAgeMs: number): void;
  /** Forgets the reply under a key; nothing where there is none. */
  delete(key: string): void;
}
