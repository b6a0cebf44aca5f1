/** All who may name a model. */
export interface ModelSources {
  /** What a config sets in place of the request's. */
  readonly overridden: unknown;
  /** What came with the name of a virtual key, as `@slug/model`. */
  readonly named: string | undefined;
  /** What the body or the address says. */
  readonly said: string | undefined;
  /** What a config or a stored prompt gives where the request says none. */
  readonly byDefault: unknown;
}

/** The model that is asked for; undefined where nobody names one. */
export function askedModel({ overridden, named, said, byDefault }: ModelSources): string | undefined {
  // Of `@slug/model` the slug has said who is called, and the rest has been told apart.
  const set = typeof overridden === 'string' && !(overridden[0] === '@' && named !== undefined) ? overridden : undefined;
  return set ?? named ?? said ?? (typeof byDefault === 'string' ? byDefault : undefined);
}

/** The name that a model goes by upstream, by the operator's other names for it. */
export const withoutAlias = (model: string | undefined, aliases: Readonly<Record<string, string>> = {}): string | undefined =>
  model !== undefined && Object.hasOwn(aliases, model) ? aliases[model] : model;
