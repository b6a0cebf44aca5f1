/** What a provider signed, and how it tells its own again. */
export class Signatures {
  readonly #signed = new Map<string, string>();

  sign(text: string): string {
    const signature = Buffer.from(`signature ${this.#signed.size} of ${text}`).toString('base64');
    this.#signed.set(signature, text);
    return signature;
  }

  isOurs(signature: unknown, text: string): boolean {
    return typeof signature === 'string' && this.#signed.get(signature) === text;
  }

  has(signature: unknown): boolean {
    return typeof signature === 'string' && this.#signed.has(signature);
  }
}
