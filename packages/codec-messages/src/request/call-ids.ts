/**
 * Ids of tool calls as the Messages API takes them: `^[a-zA-Z0-9_-]+$`, each once in a conversation. Other providers'
 * ids have dots and slashes, and some name every call of a tool alike.
 */
export class CallIds {
  readonly #taken = new Set<string>();
  /** By the caller's id: the calls of that id that have no answer yet. */
  readonly #open = new Map<string, string[]>();

  readonly #latest = new Map<string, string>();

  begin(id: string): string {
    const base = allowed(id);
    let made = base;
    for (let count = 2; this.#taken.has(made); count++) made = `${base}_${count}`;
    this.#taken.add(made);
    this.#open.set(id, [...(this.#open.get(id) ?? []), made]);
    this.#latest.set(id, made);
    return made;
  }

  answer(id: string): string {
    return this.#open.get(id)?.shift() ?? this.#latest.get(id) ?? allowed(id);
  }
}

const allowed = (id: string): string => id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call';
