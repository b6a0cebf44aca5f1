import type { Json } from '@sluice/provider-sdk';
import { pack } from '../keepsake.ts';
import { OutputItem, type ItemStatus } from './output-item.ts';
import { mergeBlock } from './merge-block.ts';
import { isSealedDetail, mergeDetail } from './merge-detail.ts';

/** What was thought: as text for people, and sealed what the provider wants back. */
export class ReasoningItem extends OutputItem {
  #text = '';
  readonly #blocks = new Map<number, Json>();
  #details: readonly Json[] = [];
  readonly #signatures = new Map<string, string>();

  think(text: string): void {
    if (this.#text === '') this.say('reasoning_summary_part.added', { summary_index: 0, part: { type: 'summary_text', text: '' } });
    this.#text += text;
    this.say('reasoning_summary_text.delta', { summary_index: 0, delta: text });
  }

  keepBlock(index: number, delta: Json): void {
    this.#blocks.set(index, mergeBlock(this.#blocks.get(index), delta));
  }

  keepDetail(detail: Json): void {
    this.#details = mergeDetail(this.#details, detail);
  }

  keepSignature(callId: string, signature: string): void {
    this.#signatures.set(callId, signature);
  }

  /** What is known of a block that was not whole when the item ended. */
  leftOut(index: number): Json | undefined {
    const block = this.#blocks.get(index);
    return block && !isSealed(block) ? block : undefined;
  }

  item(status: ItemStatus): Json {
    const blocks = [...this.#blocks.entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([, block]) => block)
      .filter(isSealed);
    const sealed = pack({ blocks, details: this.#details.some(isSealedDetail) ? this.#details : [], signatures: this.#signatures });
    return {
      id: this.place.id,
      type: 'reasoning',
      status,
      summary: status === 'in_progress' || this.#text === '' ? [] : [this.#part()],
      ...(sealed !== undefined && status !== 'in_progress' && { encrypted_content: sealed }),
    };
  }

  protected finish(): void {
    if (this.#text === '') return;
    this.say('reasoning_summary_text.done', { summary_index: 0, text: this.#text });
    this.say('reasoning_summary_part.done', { summary_index: 0, part: this.#part() });
  }

  #part(): Json {
    return { type: 'summary_text', text: this.#text };
  }
}

/** Thinking that is not signed cannot be given back as a block; its text is in the summary. */
const isSealed = ({ type, signature }: Json): boolean => type !== 'text' && (type !== 'thinking' || typeof signature === 'string');
