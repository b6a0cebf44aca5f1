/** Where a query finds what it asks about. */
export interface Values {
  /** `metadata.tier`, `params.model`, `headers.x-team`, `url.pathname`; undefined where the request says nothing. */
  value(name: string): unknown;
}

/** How a query came out, with the values that decided. */
export interface Finding {
  readonly holds: boolean;
  /** `metadata.tier $eq "paid" (is "free")`. */
  readonly text: string;
}

/** A condition that was read and can be asked. */
export interface Query {
  holds(values: Values): boolean;
  explain(values: Values): Finding;
}
