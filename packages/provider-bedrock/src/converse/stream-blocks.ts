import type { Asked, Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn, type ChoiceChunks } from '@sluice/provider-sdk/chat';
import { finishOf } from './finish.ts';
import { JSON_TOOL } from './json-answer.ts';
import { serverToolResult, serverToolUse } from './read-blocks.ts';
import { readingOf } from './read-reply.ts';

/** What stands at an index of the stream, where it is not plain text or thinking. */
type Open =
  | { readonly kind: 'call'; readonly key: number }
  | { readonly kind: 'answer' }
  | { readonly kind: 'server-use'; readonly use: Json; input: string }
  | { readonly kind: 'server-result'; readonly result: Json; content: unknown[] };

/** The content of a streamed answer, block by block. */
export class StreamBlocks {
  readonly #choice: ChoiceChunks;
  readonly #reading: ReturnType<typeof readingOf>;
  readonly #open = new Map<number, Open>();
  readonly #citations: unknown[] = [];
  #calls = 0;
  #answered = false;
  /** What was said where a tool's call is to be the answer: it is, where no call comes. */
  #held = '';

  constructor(choice: ChoiceChunks, asked: Asked) {
    this.#choice = choice;
    this.#reading = readingOf(asked);
  }

  start(index: number, { toolUse, toolResult }: Json): void {
    if (isJson(toolUse)) this.#open.set(index, this.#startUse(toolUse));
    else if (isJson(toolResult))
      this.#open.set(index, { kind: 'server-result', result: toolResult, content: [...listIn(toolResult['content'])] });
    else this.#open.delete(index);
  }

  #startUse(use: Json): Open {
    if (use['type'] === 'server_tool_use') return { kind: 'server-use', use, input: '' };
    if (this.#reading.byTool && use['name'] === JSON_TOOL && !this.#answered) {
      this.#answered = true;
      return { kind: 'answer' };
    }
    const key = this.#calls++;
    this.#choice.callBegins(key, {
      id: textIn(use['toolUseId']) ?? `call_${key}`,
      name: this.#reading.names.given(textIn(use['name']) ?? ''),
    });
    return { kind: 'call', key };
  }

  delta(index: number, { text, reasoningContent, toolUse, toolResult, citation }: Json): void {
    if (typeof text === 'string') this.#text(text);
    if (isJson(reasoningContent)) this.#think(index, reasoningContent);
    if (citation !== undefined && citation !== null) this.#citations.push(citation);
    const open = this.#open.get(index);
    const input = textIn(jsonIn(toolUse)?.['input']) ?? '';
    if (open?.kind === 'call') this.#choice.callGoesOn(open.key, input);
    else if (open?.kind === 'answer') this.#choice.text(input);
    else if (open?.kind === 'server-use') open.input += input;
    else if (open?.kind === 'server-result') open.content.push(...listIn(toolResult));
  }

  #text(text: string): void {
    if (this.#reading.byTool) this.#held += text;
    else this.#choice.text(text);
  }

  #think(index: number, { text, signature, redactedContent }: Json): void {
    if (typeof text === 'string') this.#choice.thinking(index, text);
    if (typeof signature === 'string') this.#choice.block(index, { signature });
    if (typeof redactedContent === 'string') this.#choice.block(index, { type: 'redacted_thinking', data: redactedContent });
  }

  /** What Bedrock ran itself is told whole, once it is whole. */
  stop(index: number): void {
    const open = this.#open.get(index);
    this.#open.delete(index);
    if (open?.kind === 'server-use') this.#choice.block(index, serverToolUse({ ...open.use, input: parsed(open.input) }));
    if (open?.kind === 'server-result') this.#choice.block(index, serverToolResult({ ...open.result, content: open.content }));
  }

  finish(stopReason: string | undefined): void {
    if (!this.#answered && this.#held !== '') this.#choice.text(this.#held);
    this.#held = '';
    if (this.#citations.length > 0) this.#choice.messageExtras({ citations: this.#citations.splice(0) });
    this.#choice.finish(finishOf(stopReason, this.#choice.called), stopReason);
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    // A call that was cut off; as text it is still seen.
    return text;
  }
}
