/** Something that a provider wants to be told besides its key. */
export interface CatalogueField {
  /** As in a config, and in the body of whatever stores a credential: `aws_region`. */
  readonly name: string;
  /** For people: `Region`. */
  readonly label: string;
  /** A secret is never shown again. */
  readonly type: 'text' | 'secret';
  readonly required: boolean;
  /** It decides which host is called. */
  readonly is_host: boolean;
}

/** A provider that is loaded, as its adapter declares it. */
export interface CatalogueProvider {
  readonly object: 'catalogue-provider';
  readonly slug: string;
  readonly name: string;
  /** Other slugs that mean it. */
  readonly aliases: readonly string[];
  readonly stability: 'stable' | 'beta';
  /** Why it is known and not served; null for those that are. */
  readonly not_served: string | null;
  /** Whether nobody can be called without a credential. */
  readonly needs_key: boolean;
  /** The key itself; null where it takes none. */
  readonly key: { readonly label: string; readonly required: boolean } | null;
  readonly fields: readonly CatalogueField[];
  /** Groups of names of fields of which one, given whole, does the key's work. */
  readonly other_credentials: readonly (readonly string[])[];
  /** What can be asked of it: `chat`, `embeddings`. */
  readonly operations: readonly string[];
  /** Where it is called unless a credential names another host; null where that depends on its fields or on the host alone. */
  readonly base_url: string | null;
  /** It is called at a host of one's own, and nowhere without one. */
  readonly needs_custom_host: boolean;
  /** The operator has set its credential in the environment, so that it can be called without a virtual key. */
  readonly in_environment: boolean;
  /** How many models it is known to have; what they are says `GET /v1/models`. */
  readonly models: number;
}
