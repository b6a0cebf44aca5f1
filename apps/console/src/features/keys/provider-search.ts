/** What of a provider's page is open. */
export interface ProviderSearch {
  readonly open?: 'edit' | 'credential';
}

/** Reads it out of an address. */
export const providerSearch = ({ open }: Record<string, unknown>): ProviderSearch =>
  open === 'edit' || open === 'credential' ? { open } : {};
