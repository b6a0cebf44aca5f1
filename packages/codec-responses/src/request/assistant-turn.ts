import type { Json } from '@sluice/provider-sdk';
import { textIn } from '@sluice/provider-sdk/chat';
import type { Keepsake } from '../keepsake.ts';

/** Gathers the items of one assistant's turn, which chat has in one message. */
export class AssistantTurn {
  readonly #texts: string[] = [];
  readonly #reasoning: string[] = [];
  readonly #refusals: string[] = [];
  readonly #calls: Json[] = [];
  /** What came back of the provider's blocks, with text in its place among them. */
  readonly #blocks: Json[] = [];
  readonly #details: Json[] = [];
  #kept = false;

  /** What was said: its text, and the parts of it. */
  said(parts: string | readonly Json[], refusal: string): void {
    const text = typeof parts === 'string' ? parts : parts.map((part) => textIn(part['text']) ?? '').join('');
    if (refusal !== '') this.#refusals.push(refusal);
    if (text === '') return;
    this.#texts.push(text);
    this.#blocks.push({ type: 'text', text });
  }

  thought(text: string, { blocks, details }: Keepsake): void {
    if (text !== '') this.#reasoning.push(text);
    if (blocks.length > 0) this.#kept = true;
    this.#blocks.push(...blocks);
    this.#details.push(...details);
  }

  called(call: Json): void {
    this.#calls.push(call);
  }

  /** The message; undefined where nothing is left to say: thinking that came to nothing. */
  message(): Json | undefined {
    // With blocks, it is the text of those among them; without, each message is a paragraph.
    const content = this.#texts.join(this.#kept ? '' : '\n\n');
    const nothing = content === '' && this.#refusals.length === 0 && this.#calls.length === 0 && !this.#kept;
    if (nothing) return undefined;
    return {
      role: 'assistant',
      content: content === '' && (this.#calls.length > 0 || this.#refusals.length > 0) ? null : content,
      ...(this.#refusals.length > 0 && { refusal: this.#refusals.join('') }),
      ...(this.#reasoning.length > 0 && { reasoning_content: this.#reasoning.join('\n\n') }),
      ...(this.#kept && { content_blocks: this.#blocks }),
      ...(this.#details.length > 0 && { reasoning_details: this.#details }),
      ...(this.#calls.length > 0 && { tool_calls: this.#calls }),
    };
  }
}
