/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** The secrets that a plugin has been lent, by which its messages are looked through before a guard has cut them out. */
export class ToldSecrets {
  readonly #tellings = new Set<string>();

  lent(secrets: readonly string[]): void {
    for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) for (const telling of tellings(secret)) this.#tellings.add(telling);
  }

  /** Whether something has one of them in it. To be called where reading comes to an end. */
  areIn(given: unknown): boolean {
    const text = textOf(given);
    return [...this.#tellings].some((telling) => text.includes(telling));
  }
}

/** A secret as it stands, as it stands within JSON, and as base64, behind a user's name and a colon too. */
function tellings(secret: string): readonly string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64');
    // The letters at both ends are made of what stands beside it as well.
    return text.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const inAddresses = shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...shifted, ...inAddresses];
}

/** What is thrown need be no error, nor let itself be read: then it tells nothing either. */
function textOf(given: unknown): string {
  try {
    const { message, fault } = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
    return [typeof given === 'string' ? given : '', typeof message === 'string' ? message : '', JSON.stringify(fault ?? given) ?? ''].join(
      '\n',
    );
  } catch {
    return '';
  }
}
