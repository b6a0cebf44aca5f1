/** How many rows a list shows at once. */
export const PAGE_SIZE = 50;

/** What of a list is looked at, as the address of the page has it. */
export interface ListSearch {
  readonly search?: string;
  /** From 1. */
  readonly page?: number;
  readonly make?: boolean;
}

/** Reads it out of an address, whatever stands there. */
export function listSearch({ search, page, make }: Record<string, unknown>): ListSearch {
  const at = Number(page);
  return {
    ...((typeof search === 'string' || typeof search === 'number') && search !== '' && { search: String(search) }),
    ...(Number.isInteger(at) && at > 1 && { page: at }),
    ...(make === true && { make: true }),
  };
}

/** How a list is asked for it. */
export const pageQuery = ({ search, page = 1 }: ListSearch) => ({
  page_size: PAGE_SIZE,
  current_page: page - 1,
  ...(search !== undefined && { search }),
});
