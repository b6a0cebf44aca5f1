/** Models are named by callers, who may put anything there: so many have a label of their own, and the rest share one. */
const MOST_MODELS = 200;

/** The models that have a label of their own. */
export class ModelNames {
  readonly #known = new Set<string>();

  labelFor(provider: string, model: string | undefined): string {
    if (model === undefined) return 'none';
    const name = `${provider}/${model}`;
    if (this.#known.has(name)) return model;
    if (this.#known.size >= MOST_MODELS) return 'other';
    this.#known.add(name);
    return model;
  }
}
