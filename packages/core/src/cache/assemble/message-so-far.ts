import { isMembers, type Members } from '../members.ts';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** A block of a message while its pieces come. */
class GrowingBlock {
  #block: Members;
  #input: string | undefined;

  constructor(block: Members) {
    this.#block = block;
  }

  add(delta: Members): void {
    if (delta['type'] === 'input_json_delta') this.#input = (this.#input ?? '') + textOf(delta['partial_json']);
    else if (delta['type'] === 'citations_delta') this.#add('citations', [...this.#citations(), delta['citation']]);
    else
      for (const [name, value] of Object.entries(delta))
        if (name !== 'type') this.#add(name, typeof value === 'string' ? textOf(this.#block[name]) + value : value);
  }

  /** What is called with is JSON only once all of it is here. */
  soFar(): Members {
    if (!this.#input) return this.#block;
    try {
      return { ...this.#block, input: JSON.parse(this.#input) as unknown };
    } catch {
      return { ...this.#block, input: this.#input };
    }
  }

  #citations(): readonly unknown[] {
    const { citations } = this.#block;
    return Array.isArray(citations) ? citations : [];
  }

  #add(name: string, value: unknown): void {
    this.#block = { ...this.#block, [name]: value };
  }
}

/** The message that a stream of the Messages API was on its way to; undefined where it had not begun. */
export function messageSoFar(events: readonly Members[]): Members | undefined {
  let message: Members | undefined;
  const blocks = new Map<unknown, GrowingBlock>();
  for (const event of events) {
    const { type, index, delta, usage } = event;
    if (type === 'message_start' && isMembers(event['message'])) message = event['message'];
    else if (type === 'content_block_start' && isMembers(event['content_block']))
      blocks.set(index, new GrowingBlock(event['content_block']));
    else if (type === 'content_block_delta' && isMembers(delta)) blocks.get(index)?.add(delta);
    else if (type === 'message_delta') {
      const before = message?.['usage'];
      const counts = { ...(isMembers(before) && before), ...(isMembers(usage) && usage) };
      message = { ...message, ...(isMembers(delta) && delta), usage: counts };
    } else if (type === 'error') message = { ...message, error: event['error'] };
  }
  return message && { ...message, content: [...blocks.values()].map((block) => block.soFar()) };
}
