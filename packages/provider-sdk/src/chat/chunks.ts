import type { Asked, Json } from '../codec.ts';
import { ChoiceChunks } from './choice-chunks.ts';

/**
 * Writes a stream in chat's own language, so that no codec can write a bad one: each choice's role first, calls
 * numbered in their order with id and name once, arguments never empty, one end each, the counts last of all.
 * Fill it, then `take()` what has become of it.
 */
export class ChatChunks {
  readonly #choices = new Map<number, ChoiceChunks>();
  #id: string;
  #model: string;
  #created: number;
  #serviceTier: string | undefined;
  #pending: Json[] = [];
  #usage: Json | undefined;

  constructor(asked: Asked) {
    this.#id = `chatcmpl-${asked.id}`;
    this.#model = asked.target.model ?? '';
    this.#created = asked.createdS;
  }

  /** What the stream says of itself; to be called before anything else, once or not at all. What is undefined stays ours. */
  about({ id, model, createdS }: { readonly id?: unknown; readonly model?: unknown; readonly createdS?: number | undefined }): void {
    if (typeof id === 'string' && id !== '') this.#id = id;
    if (typeof model === 'string' && model !== '') this.#model = model;
    this.#created = createdS ?? this.#created;
  }

  /** The service tier that answers, for every chunk from here on; anything but text is passed over. */
  tier(serviceTier: unknown): void {
    if (typeof serviceTier === 'string') this.#serviceTier = serviceTier;
  }

  /** The answer of this number, begun when it is first asked for; most streams have only the first. */
  choice(index = 0): ChoiceChunks {
    const known = this.#choices.get(index);
    if (known) return known;
    const made = new ChoiceChunks((choice) => this.#pending.push(this.#chunk([{ index, ...choice }])));
    this.#choices.set(index, made);
    return made;
  }

  /** Whether every answer asked for has been ended. */
  get finished(): boolean {
    return this.#choices.size > 0 && [...this.#choices.values()].every(({ finished }) => finished);
  }

  /** The provider's own members of a reply. */
  extras(extras: Json): void {
    this.#pending.push({ ...this.#chunk([]), extras });
  }

  /** The counts so far (see `usageOf`); those that were told last are sent, by `end`. */
  usage(usage: Json | undefined): void {
    this.#usage = usage ?? this.#usage;
  }

  /** The chunks written since it was last called. */
  take(): readonly Json[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }

  /** The ends that were held back and the counts; nothing can be written after. */
  end(): readonly Json[] {
    for (const choice of this.#choices.values()) choice.close();
    if (this.#usage) this.#pending.push({ ...this.#chunk([]), usage: this.#usage });
    return this.take();
  }

  #chunk(choices: readonly Json[]): Json {
    return {
      id: this.#id,
      object: 'chat.completion.chunk',
      created: this.#created,
      model: this.#model,
      ...(this.#serviceTier !== undefined && { service_tier: this.#serviceTier }),
      choices,
    };
  }
}
