import { parsed } from '../json.ts';

/** What an answer says, whatever the words it is said in. */
export interface Heard {
  readonly answers: readonly Answer[];
  /** Undefined: it tells no counts. */
  readonly usage: Counts | undefined;
  /** A failure told within a stream. */
  readonly failure?: string;
}

export interface Answer {
  readonly text: string;
  readonly thinking: string;
  /** In their order; arguments parsed, or their text where that is no JSON. */
  readonly calls: readonly Called[];
  readonly refusal: string;
  readonly finish: Finish | 'none';
}

export type Finish = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface Called {
  readonly name: string;
  readonly input: unknown;
}

export interface Counts {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
  readonly reasoning: number;
}

/** Collects one answer, piece by piece. */
export class Listener {
  text = '';
  thinking = '';
  refusal = '';
  finish: Finish | 'none' = 'none';
  readonly #calls = new Map<string, { name: string; input: string }>();
  #made = 0;

  /** A call, or more of one that was begun under the same key. */
  call(key: string | number, name: string, input: string): void {
    const known = this.#calls.get(String(key));
    if (known) known.input += input;
    else this.#calls.set(String(key), { name, input });
  }

  /** More of a call, where one was begun; of another's, nothing. */
  more(key: string | number, input: string): void {
    const known = this.#calls.get(String(key));
    if (known) known.input += input;
  }

  wholeCall(name: string, input: unknown): void {
    this.call(`whole ${this.#made++}`, name, typeof input === 'string' ? input : JSON.stringify(input ?? {}));
  }

  get called(): boolean {
    return this.#calls.size > 0;
  }

  get answer(): Answer {
    const calls = [...this.#calls.values()].map(({ name, input }) => ({
      name,
      input: input.trim() === '' ? {} : (parsed(input) ?? input),
    }));
    return { text: this.text, thinking: this.thinking, refusal: this.refusal, calls, finish: this.finish };
  }
}

export const counts = (prompt: number, completion: number, cached = 0, reasoning = 0): Counts => ({
  prompt,
  completion,
  cached,
  reasoning,
});
