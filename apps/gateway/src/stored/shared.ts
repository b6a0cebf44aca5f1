/** Beyond this many different texts it begins anew: they are all different then, and nothing is shared. */
const MOST = 5_000;

/** What is made of texts that many rows have in common, made once of each text. */
export class Shared<Made> {
  readonly #make: (text: string) => Made;
  readonly #made = new Map<string, Made>();

  constructor(make: (text: string) => Made) {
    this.#make = make;
  }

  of(text: string): Made {
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    if (this.#made.size >= MOST) this.#made.clear();
    const made = this.#make(text);
    this.#made.set(text, made);
    return made;
  }
}
