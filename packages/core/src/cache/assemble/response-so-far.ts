import { isMembers, isMembersList, type Members } from '../members.ts';

const ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** Which member of an item its pieces belong to, where an item of the Responses API is text by itself. */
const PIECES: Readonly<Record<string, string>> = {
  'response.function_call_arguments.delta': 'arguments',
  'response.custom_tool_call_input.delta': 'input',
  'response.mcp_call_arguments.delta': 'arguments',
  'response.code_interpreter_call_code.delta': 'code',
};

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** An item of a response while its pieces come. */
class GrowingItem {
  #item: Members = {};
  #done = false;
  readonly #own = new Map<string, string>();
  /** By place, and apart what is thought and what is said. */
  readonly #parts = new Map<string, Members>();

  take(event: Members): void {
    const { type, item, delta } = event;
    if (isMembers(item)) {
      this.#item = item;
      this.#done = type === 'response.output_item.done';
      return;
    }
    const name = PIECES[textOf(type)];
    if (name !== undefined) this.#own.set(name, (this.#own.get(name) ?? '') + textOf(delta));
    else if (type === 'response.output_text.delta') this.#grow('content', event, 'output_text', 'text');
    else if (type === 'response.refusal.delta') this.#grow('content', event, 'refusal', 'refusal');
    else if (type === 'response.reasoning_text.delta') this.#grow('content', event, 'reasoning_text', 'text');
    else if (type === 'response.reasoning_summary_text.delta') this.#grow('summary', event, 'summary_text', 'text');
  }

  soFar(): Members {
    if (this.#done) return this.#item;
    const lists = new Map<string, Members[]>();
    for (const [place, part] of this.#parts) {
      const list = place.split(' ', 1)[0]!;
      lists.set(list, [...(lists.get(list) ?? []), part]);
    }
    return { ...this.#item, ...Object.fromEntries(this.#own), ...Object.fromEntries(lists) };
  }

  #grow(list: string, { content_index: content, summary_index: summary, delta }: Members, type: string, name: string): void {
    const place = `${list} ${String(content ?? summary)}`;
    const before = this.#parts.get(place);
    this.#parts.set(place, { type, [name]: textOf(before?.[name]) + textOf(delta) });
  }
}

/** The response that a stream of the Responses API was on its way to: what its last event says, or what came of its items. */
export function responseSoFar(events: readonly Members[]): Members | undefined {
  const told = events.findLast(({ response }) => isMembers(response));
  const response = told?.['response'] as Members | undefined;
  const error = events.find(({ type }) => type === 'error');
  const items = new Map<unknown, GrowingItem>();
  for (const event of events) {
    const { output_index: index } = event;
    if (index === undefined) continue;
    const item = items.get(index) ?? new GrowingItem();
    items.set(index, item);
    item.take(event);
  }
  if (!response && items.size === 0 && !error) return undefined;
  const output = response?.['output'];
  // Some servers leave the items out of the last event.
  const isTold = ENDS.has(told?.['type']) && isMembersList(output) && output.length >= items.size;
  return {
    ...response,
    output: isTold ? output : [...items.values()].map((item) => item.soFar()),
    ...(error && { error: error['error'] ?? error }),
  };
}
