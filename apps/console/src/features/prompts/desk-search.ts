const TABS = ['versions', 'usage', 'call'] as const;

/** What is looked at of a prompt or a partial; without a tab it is written on. */
export interface DeskSearch {
  readonly tab?: (typeof TABS)[number];
  /** The number of the version that is written on. Default: the newest. */
  readonly version?: number;
  /** The numbers of the versions that are compared. */
  readonly from?: number;
  readonly to?: number;
}

/** Reads an address. What is no sense in it is left out. */
export function readDeskSearch(search: Readonly<Record<string, unknown>>): DeskSearch {
  const tab = TABS.find((each) => each === search['tab']);
  const number = (name: 'version' | 'from' | 'to') => {
    const value = Number(search[name]);
    return Number.isSafeInteger(value) && value > 0 ? { [name]: value } : {};
  };
  return { ...(tab && { tab }), ...number('version'), ...number('from'), ...number('to') };
}
