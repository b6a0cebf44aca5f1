/** Something as Portkey's API answers it. */
export type Item = Readonly<Record<string, unknown>>;

/** What there is to take over, in the order in which one thing needs the other. */
export const KINDS = [
  'workspaces',
  'integrations',
  'providers',
  'virtual_keys',
  'guardrails',
  'configs',
  'labels',
  'collections',
  'partials',
  'prompts',
  'api_keys',
] as const;

export type Kind = (typeof KINDS)[number];

/** All that Portkey told. */
export interface Snapshot {
  readonly items: Readonly<Record<Kind, readonly Item[]>>;
  /** Lists that could not be read, and why: a sentence each. */
  readonly unread: readonly string[];
}

/** A list as an API answers it: with an envelope or without. */
export function listIn(value: unknown): readonly Item[] | undefined {
  const list: unknown = Array.isArray(value) ? value : isItem(value) ? value['data'] : undefined;
  return Array.isArray(list) && list.every(isItem) ? list : undefined;
}

export const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member's text; undefined where it has none. */
export const textIn = (item: Item, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = item[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
};
