import type { Json } from '@sluice/provider-sdk';
import { OutputItem, type ItemStatus } from './output-item.ts';

interface TextPart {
  readonly kind: 'text' | 'refusal';
  readonly index: number;
  text: string;
  readonly annotations: Json[];
  readonly logprobs: unknown[];
}

/** What was said: text, and a refusal where there was one, each a part of its own. */
export class MessageItem extends OutputItem {
  readonly #parts: TextPart[] = [];

  text(delta: string, logprobs: readonly unknown[]): void {
    const part = this.#part('text');
    part.text += delta;
    part.logprobs.push(...logprobs);
    this.say('output_text.delta', { content_index: part.index, delta, logprobs });
  }

  refuse(delta: string): void {
    const part = this.#part('refusal');
    part.text += delta;
    this.say('refusal.delta', { content_index: part.index, delta });
  }

  annotate(annotation: Json): void {
    const part = this.#part('text');
    this.say('output_text.annotation.added', { content_index: part.index, annotation_index: part.annotations.length, annotation });
    part.annotations.push(annotation);
  }

  item(status: ItemStatus): Json {
    const content = status === 'in_progress' ? [] : this.#parts.map(partOf);
    return { id: this.place.id, type: 'message', status, role: 'assistant', content };
  }

  protected finish(): void {
    this.#finishPart();
  }

  /** The part that grows, where it is of that kind, or a new one. */
  #part(kind: TextPart['kind']): TextPart {
    const last = this.#parts.at(-1);
    if (last?.kind === kind) return last;
    this.#finishPart();
    const part: TextPart = { kind, index: this.#parts.length, text: '', annotations: [], logprobs: [] };
    this.#parts.push(part);
    this.say('content_part.added', { content_index: part.index, part: partOf(part) });
    return part;
  }

  #finishPart(): void {
    const part = this.#parts.at(-1);
    if (!part) return;
    const { kind, index, text, logprobs } = part;
    if (kind === 'text') this.say('output_text.done', { content_index: index, text, logprobs: [...logprobs] });
    else this.say('refusal.done', { content_index: index, refusal: text });
    this.say('content_part.done', { content_index: index, part: partOf(part) });
  }
}

const partOf = ({ kind, text, annotations, logprobs }: TextPart): Json =>
  kind === 'text'
    ? { type: 'output_text', text, annotations: [...annotations], logprobs: [...logprobs] }
    : { type: 'refusal', refusal: text };
