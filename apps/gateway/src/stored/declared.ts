/** How a thing of the config file is shown by the admin API: as one of the store would be, with `origin: "file"`. */
export type DeclaredView = Readonly<Record<string, unknown>> & { readonly origin: 'file' };

/** What the config file declares, as the admin API shows it. */
export interface Declared {
  /** By name. */
  readonly apiKeys: ReadonlyMap<string, DeclaredView>;
  /** By slug. */
  readonly virtualKeys: ReadonlyMap<string, DeclaredView>;
  /** By slug. */
  readonly configs: ReadonlyMap<string, DeclaredView>;
  /** By slug. */
  readonly prompts: ReadonlyMap<string, DeclaredView>;
  /** By slug. */
  readonly partials: ReadonlyMap<string, DeclaredView>;
  /** By slug. */
  readonly guardrails: ReadonlyMap<string, DeclaredView>;
  /** By `provider/model`. */
  readonly aliases: ReadonlyMap<string, DeclaredView>;
  /** By `provider/model`. */
  readonly prices: ReadonlyMap<string, DeclaredView>;
}
