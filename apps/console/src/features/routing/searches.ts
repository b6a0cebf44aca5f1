/** `/routing?search=shop&page=2` */
export interface ConfigsSearch {
  readonly search?: string;
  /** From 1 on. */
  readonly page?: number;
}

export const CONFIG_TABS = ['edit', 'dry-run', 'versions', 'used-by'] as const;
export type ConfigTab = (typeof CONFIG_TABS)[number];

/** `/routing/pc-shop?tab=versions&left=1&right=3` */
export interface ConfigSearch {
  readonly tab?: ConfigTab;
  /** The id of a record of the log that is explained. */
  readonly log?: string;
  /** Versions that are compared: numbers, and `draft` for what is being written. */
  readonly left?: string;
  readonly right?: string;
}

/** `/routing/new?template=fallback` */
export interface NewConfigSearch {
  readonly template?: string;
  readonly log?: string;
}

/** `/health?minutes=60` */
export interface HealthSearch {
  readonly minutes?: number;
}

type Given = Readonly<Record<string, unknown>>;

export const readConfigsSearch = ({ search, page }: Given): ConfigsSearch => ({
  ...(text(search) !== undefined && { search: text(search)! }),
  ...(Number.isInteger(page) && Number(page) > 1 && { page: Number(page) }),
});

export const readConfigSearch = ({ tab, log, left, right }: Given): ConfigSearch => ({
  ...(CONFIG_TABS.includes(tab as ConfigTab) && tab !== 'edit' && { tab: tab as ConfigTab }),
  ...(text(log) !== undefined && { log: text(log)! }),
  ...(text(left) !== undefined && { left: text(left)! }),
  ...(text(right) !== undefined && { right: text(right)! }),
});

export const readNewConfigSearch = ({ template, log }: Given): NewConfigSearch => ({
  ...(text(template) !== undefined && { template: text(template)! }),
  ...(text(log) !== undefined && { log: text(log)! }),
});

export const readHealthSearch = ({ minutes }: Given): HealthSearch => ({
  ...(Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= 1440 && { minutes: Number(minutes) }),
});

/** The router reads numbers where it can: `search=12` is a text all the same. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
}
