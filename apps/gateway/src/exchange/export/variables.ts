import { escapeReferences } from '../../config-file/references.ts';

/** One variable that the file needs. */
export interface Variable {
  readonly name: string;
  /** What else there is to say of it. */
  readonly note: string | undefined;
}

/** Takes secrets out of what is written, and remembers by what variables they come back. */
export class Variables {
  readonly #withSecrets: boolean;
  readonly #of = new Map<string, { readonly secret: string; readonly note: string | undefined }>();

  /** @param withSecrets Whether secrets are written after all. */
  constructor(withSecrets: boolean) {
    this.#withSecrets = withSecrets;
  }

  /** What stands for a secret: the secret itself, where that is wanted, else a variable of a name like this. */
  hide(secret: string, ...name: readonly string[]): string {
    return this.#withSecrets ? escapeReferences(secret) : this.ask(secret, undefined, ...name);
  }

  /** A variable for what nobody here knows, or nobody is to read. @param secret Tells it from others. */
  ask(secret: string, note: string | undefined, ...words: readonly string[]): string {
    const plain = words.join('_').toUpperCase().replaceAll(/\W+/g, '_');
    for (let count = 1; ; count++) {
      const name = count === 1 ? plain : `${plain}_${count}`;
      const known = this.#of.get(name);
      if (known && known.secret !== secret) continue;
      this.#of.set(name, { secret, note });
      return `\${${name}}`;
    }
  }

  all(): readonly Variable[] {
    return [...this.#of].map(([name, { note }]) => ({ name, note }));
  }
}
