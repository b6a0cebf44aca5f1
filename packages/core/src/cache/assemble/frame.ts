import { isMembers, type Members } from '../members.ts';
import { keepTelling } from './keep-telling.ts';

/** What is the stream's own, or is put together elsewhere. `obfuscation` is padding that hides the length of an event. */
const OF_THE_STREAM: ReadonlySet<string> = new Set(['object', 'choices', 'usage', 'obfuscation']);

/** What stands around the choices: the same on every event, or told on one of them. */
export class Frame {
  readonly #members = new Map<string, unknown>();
  #usage: unknown;

  add(event: Members): void {
    for (const [name, value] of Object.entries(event)) {
      if (OF_THE_STREAM.has(name)) continue;
      if (name === 'x_groq' && isMembers(value)) this.#addGroq(value);
      else keepTelling(this.#members, name, value);
    }
    // Some count on every event, and the last count is the sum.
    this.#usage = event['usage'] ?? this.#usage;
  }

  around(object: string, choices: readonly Members[]): Members {
    const { id, created, model, ...others } = Object.fromEntries(this.#members);
    const usage = this.#usage === undefined ? {} : { usage: this.#usage };
    return { id, object, created, model, choices, ...usage, ...others };
  }

  /** Groq counts under a name of its own, on the last event; a whole reply of Groq's has the counts where all have them. */
  #addGroq({ usage, ...others }: Members): void {
    const before = this.#members.get('x_groq');
    this.#members.set('x_groq', { ...(isMembers(before) ? before : {}), ...others });
    this.#usage ??= usage;
  }
}
