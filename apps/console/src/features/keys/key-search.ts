/** What of a key's page is open. */
export interface KeySearch {
  readonly open?: 'edit' | 'rotate';
}

/** Reads it out of an address. */
export const keySearch = ({ open }: Record<string, unknown>): KeySearch => (open === 'edit' || open === 'rotate' ? { open } : {});
