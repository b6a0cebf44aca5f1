import type { Asked, Frame, Json, StreamReader } from '@sluice/provider-sdk';
import { ChatChunks, countIn, isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';
import { aboutOf } from './about.ts';
import { blockReason } from './blocked.ts';
import { CandidateReader } from './candidate-reader.ts';
import { replyExtras } from './extras.ts';
import { throwTold } from './fault.ts';
import { tierTold } from './tier.ts';
import { usageIn } from './usage.ts';

/** Reads `streamGenerateContent`: every frame is an answer of its own with the next of its parts. */
export class GeminiReader implements StreamReader {
  readonly #asked: Asked;
  readonly #chunks: ChatChunks;
  readonly #candidates = new Map<number, CandidateReader>();
  #begun = false;
  /** Each frame counts all tokens so far, but may leave out kinds that another has told. */
  #usage: Json = {};

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#chunks = new ChatChunks(asked);
  }

  read({ data }: Frame): readonly Json[] {
    throwTold(data);
    if (!isJson(data)) return [];
    if (!this.#begun) {
      this.#begun = true;
      this.#chunks.about(aboutOf(data));
    }
    this.#count(data['usageMetadata']);
    for (const [position, candidate] of listIn(data['candidates']).entries()) {
      if (isJson(candidate)) this.#candidate(countIn(candidate['index']) ?? position).read(candidate);
    }
    const blocked = blockReason(data);
    if (blocked !== undefined && this.#candidates.size === 0) this.#chunks.choice().finish('content_filter', blocked);
    const extras = replyExtras(data);
    if (extras) this.#chunks.extras(extras);
    return this.#chunks.take();
  }

  end(): readonly Json[] {
    for (const candidate of this.#candidates.values()) candidate.end();
    this.#chunks.usage(usageIn(this.#usage));
    return this.#chunks.end();
  }

  #count(told: unknown): void {
    const usage = jsonIn(told);
    if (!usage) return;
    this.#usage = { ...this.#usage, ...usage };
    this.#chunks.tier(tierTold(this.#usage));
  }

  #candidate(index: number): CandidateReader {
    const known = this.#candidates.get(index);
    if (known) return known;
    const made = new CandidateReader(this.#chunks.choice(index), index, this.#asked);
    this.#candidates.set(index, made);
    return made;
  }
}
