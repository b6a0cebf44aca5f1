import type { DoorEvent } from '@sluice/provider-sdk';
import type { Loose } from './recorded.test.support.ts';

/** What a stream of events comes to, as a client that believes nothing puts it together. */
export interface Heard {
  readonly items: readonly Loose[];
  readonly terminal: Loose | undefined;
}

/** Reads events as a state machine, and throws where one is out of turn or says another thing than those before it. */
export function hear(events: readonly DoorEvent[]): Heard {
  const open = new Map<number, Listening>();
  const items: Loose[] = [];
  let terminal: Loose | undefined;
  for (const [number, { event, data }] of (events as readonly { event: string; data: Loose }[]).entries()) {
    same(event, data['type'], 'the event’s name');
    same(data['sequence_number'], number, `the number of ${event}`);
    if (terminal) throw new Error(`${event} after the end`);
    if (number < 2) {
      same(event, ['response.created', 'response.in_progress'][number], 'how it begins');
      same(data['response'].status, 'in_progress', 'the status at the beginning');
      same(data['response'].output, [], 'the output at the beginning');
      continue;
    }
    if (['response.completed', 'response.incomplete', 'response.failed'].includes(event)) {
      if (open.size > 0) throw new Error(`${event} while an item is open`);
      terminal = data['response'] as Loose;
      same(`response.${terminal['status']}`, event, 'the last status');
      same(terminal['output'], items, 'the last output');
      continue;
    }
    const index = data['output_index'] as number;
    if (event === 'response.output_item.added') {
      same(index, items.length, 'the place of a new item');
      items.push({});
      open.set(index, new Listening(data['item']));
      continue;
    }
    const item = open.get(index);
    if (!item) throw new Error(`${event} of an item that is not open`);
    if (event === 'response.output_item.done') {
      item.done(data['item']);
      items[index] = data['item'];
      open.delete(index);
    } else {
      same(data['item_id'], item.first['id'], `the item of ${event}`);
      item.hear(event.slice('response.'.length), data);
    }
  }
  return { items, terminal };
}

class Listening {
  readonly first: Loose;
  readonly #parts: Loose[] = [];
  #partOpen = false;
  #text = '';
  #saidDone: string | undefined;

  constructor(first: Loose) {
    this.first = first;
    if (first['status'] !== 'in_progress') throw new Error('a new item is in progress');
  }

  hear(event: string, data: Loose): void {
    const at = data['content_index'] ?? data['summary_index'];
    switch (event) {
      case 'content_part.added':
      case 'reasoning_summary_part.added':
        if (this.#partOpen) throw new Error('a part begins within a part');
        same(at, this.#parts.length, 'the place of a part');
        this.#partOpen = true;
        this.#text = '';
        this.#saidDone = undefined;
        this.#parts.push({ ...data['part'] });
        return;
      case 'output_text.delta':
      case 'refusal.delta':
      case 'reasoning_summary_text.delta':
        if (!this.#partOpen || this.#saidDone !== undefined) throw new Error(`${event} outside of a part`);
        same(at, this.#parts.length - 1, 'the part of a delta');
        same(
          this.#kind(),
          { 'output_text.delta': 'output_text', 'refusal.delta': 'refusal', 'reasoning_summary_text.delta': 'summary_text' }[event],
          event,
        );
        this.#text += data['delta'];
        return;
      case 'output_text.annotation.added':
        same(data['annotation_index'], this.#parts.at(-1)!['annotations'].length, 'the place of an annotation');
        this.#parts.at(-1)!['annotations'] = [...this.#parts.at(-1)!['annotations'], data['annotation']];
        return;
      case 'output_text.done':
      case 'refusal.done':
      case 'reasoning_summary_text.done':
        this.#saidDone = data['text'] ?? data['refusal'];
        same(this.#saidDone, this.#text, event);
        return;
      case 'content_part.done':
      case 'reasoning_summary_part.done':
        if (this.#saidDone === undefined) throw new Error(`${event} before its text`);
        same(data['part'].text ?? data['part'].refusal, this.#text, event);
        same(data['part'].annotations, this.#parts.at(-1)!['annotations'], 'annotations');
        this.#parts[this.#parts.length - 1] = data['part'];
        this.#partOpen = false;
        return;
      case 'function_call_arguments.delta':
      case 'custom_tool_call_input.delta':
        if (this.#saidDone !== undefined) throw new Error(`${event} after its end`);
        this.#text += data['delta'];
        return;
      case 'function_call_arguments.done':
      case 'custom_tool_call_input.done':
        this.#saidDone = data['arguments'] ?? data['input'];
        same(this.#saidDone, this.#text, event);
        return;
      default:
        throw new Error(`an unknown event: ${event}`);
    }
  }

  done(item: Loose): void {
    if (this.#partOpen) throw new Error('an item ends within a part');
    same([item['id'], item['type']], [this.first['id'], this.first['type']], 'the item that ends');
    if (item['status'] === 'in_progress') throw new Error('an item that has ended is not in progress');
    const { type } = item;
    if (type === 'message') same(item['content'], this.#parts, 'the message’s content');
    if (type === 'reasoning') same(item['summary'], this.#parts, 'the summary');
    if (type === 'function_call') same([item['arguments'], this.#saidDone], [this.#text, this.#text], 'the arguments');
    if (type === 'custom_tool_call') same([item['input'], this.#saidDone], [this.#text, this.#text], 'the input');
  }

  #kind(): unknown {
    return this.#parts.at(-1)?.['type'];
  }
}

function same(found: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  }
}
