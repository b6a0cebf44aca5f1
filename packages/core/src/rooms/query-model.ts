/** The model that an address names; empty counts as none. */
export const queryModel = (query: string): string | undefined =>
  query.includes('model=') ? new URLSearchParams(query).get('model') || undefined : undefined;
