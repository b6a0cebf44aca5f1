const TABS = ['partials', 'labels'] as const;

/** What is looked at of the library; without a tab it is prompts. */
export interface LibrarySearch {
  readonly tab?: (typeof TABS)[number];
  /** In names and slugs. */
  readonly search?: string;
  /** A collection's slug. */
  readonly folder?: string;
  /** From 0. */
  readonly page?: number;
  /** Something new is being made. */
  readonly make?: true;
}

/** Reads an address. What is no sense in it is left out. */
export function readLibrarySearch(given: Readonly<Record<string, unknown>>): LibrarySearch {
  const { search, folder, make } = given;
  const tab = TABS.find((each) => each === given['tab']);
  const page = Number(given['page']);
  return {
    ...(tab && { tab }),
    ...(isWord(search) && { search: String(search) }),
    ...(isWord(folder) && { folder: String(folder) }),
    ...(Number.isSafeInteger(page) && page > 0 && { page }),
    ...(make === true && { make }),
  };
}

/** A number stands in an address like a word of digits. */
const isWord = (value: unknown): value is string | number => (typeof value === 'string' && value !== '') || typeof value === 'number';
