import { LRUCache } from 'lru-cache';
import type { KeptReply, ReplyCache } from './reply-cache.ts';

export interface MemoryCacheOptions {
  /** All that is kept may weigh this much; what was used longest ago goes first. */
  readonly maxBytes: number;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
}

interface Entry {
  readonly reply: KeptReply;
  readonly expiresAt: number;
}

/** What an entry weighs beside its texts, roughly: without it a million tiny replies would weigh nothing. */
const ENTRY_BYTES = 512;

/** Replies kept in this process. What has expired goes when it is asked for or when its place is needed: there is no timer. */
export class MemoryCache implements ReplyCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #now: () => number;

  constructor({ maxBytes, now }: MemoryCacheOptions) {
    this.#now = now;
    this.#entries = new LRUCache({
      maxSize: Math.max(1, Math.floor(maxBytes)),
      // One huge answer must not drive out all the others.
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 4)),
      sizeCalculation: ({ reply }, key) => weight(key, reply),
    });
  }

  /** What all entries weigh. */
  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get(key: string): KeptReply | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (this.#now() < entry.expiresAt) return entry.reply;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, reply: KeptReply, maxAgeMs: number): void {
    this.#entries.set(key, { reply: { ...reply, body: ownBytes(reply.body) }, expiresAt: this.#now() + maxAgeMs });
  }

  /** Forgets the reply under a key; nothing where there is none. */
  delete(key: string): void {
    this.#entries.delete(key);
  }
}

/** A slice would keep alive the whole buffer that it was cut from, and nobody would count that. */
function ownBytes(body: Buffer): Buffer {
  if (body.buffer.byteLength === body.length) return body;
  const own = Buffer.allocUnsafeSlow(body.length);
  body.copy(own);
  return own;
}

function weight(key: string, { headers, body, usage }: KeptReply): number {
  const texts = [key, ...headers, JSON.stringify(usage) ?? ''];
  // Two bytes a character is what the engine takes at most.
  return ENTRY_BYTES + body.length + texts.reduce((sum, text) => sum + text.length * 2, 0);
}
