/** Something that is made of an entry when it is first asked for, and again after it was forgotten. */
export class Memo<From extends object, Made> {
  readonly #make: (from: From) => Made;
  #made = new WeakMap<From, { readonly value: Made }>();

  constructor(make: (from: From) => Made) {
    this.#make = make;
  }

  of(from: From): Made {
    const known = this.#made.get(from);
    if (known) return known.value;
    const value = this.#make(from);
    this.#made.set(from, { value });
    return value;
  }

  forget(): void {
    this.#made = new WeakMap();
  }
}
