/** Parts of the page, in their order. */
export const TABS = ['people', 'invites', 'workspaces', 'audit'] as const;

/** What of the team is looked at, as the page's address has it. */
export interface TeamSearch {
  readonly tab?: (typeof TABS)[number];
  /** The form for a new one is open. */
  readonly make?: boolean;
  /** People in whose name or e-mail address this is. */
  readonly search?: string;
  /** From 1. */
  readonly page?: number;
  /** Of the audit log. */
  readonly actor?: string;
  readonly action?: string;
  readonly resource?: string;
  /** `YYYY-MM-DD`, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
}

const WORDS = ['search', 'actor', 'action', 'resource', 'cursor'] as const;
/** `2026-13-45` looks like one and is none. */
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00`));

/** Reads it out of an address, whatever stands there. */
export function teamSearch(given: Record<string, unknown>): TeamSearch {
  const tab = TABS.find((each) => each === given['tab']);
  const page = Number(given['page']);
  return {
    ...(tab !== undefined && tab !== 'people' && { tab }),
    ...(given['make'] === true && { make: true }),
    ...(Number.isInteger(page) && page > 1 && { page }),
    ...Object.fromEntries(
      WORDS.flatMap((name) => {
        const value = given[name];
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      }),
    ),
    ...Object.fromEntries(
      (['from', 'to'] as const).flatMap((name) => {
        const value = given[name];
        return typeof value === 'string' && isDay(value) ? [[name, value]] : [];
      }),
    ),
  };
}
