import { SettingsError } from '../../settings/environment.ts';
import { isItem, KINDS, listIn, textIn, type Item, type Kind, type Snapshot } from './snapshot.ts';

/** Where Portkey's API is, and the key that it takes. */
export interface PortkeyPlace {
  /** With `/v1` at its end. */
  readonly url: string;
  readonly key: string;
}

const PATHS: Readonly<Record<Kind, string>> = {
  workspaces: '/admin/workspaces',
  integrations: '/integrations',
  providers: '/providers',
  virtual_keys: '/virtual-keys',
  guardrails: '/guardrails',
  configs: '/configs',
  labels: '/labels',
  collections: '/collections',
  partials: '/prompts/partials',
  prompts: '/prompts',
  api_keys: '/api-keys',
};

/** Kinds whose lists tell only part of each. */
const TOLD_ALONE: ReadonlySet<Kind> = new Set(['integrations', 'guardrails', 'configs', 'partials', 'prompts']);

/** Kinds that are listed workspace by workspace. */
const BY_WORKSPACE: ReadonlySet<Kind> = new Set(['providers', 'collections', 'prompts', 'partials', 'guardrails', 'configs', 'labels']);

/** Pages of a list that repeats itself would never end. */
const MOST_PAGES = 1000;
const PAGE = 100;

/**
 * Reads everything by the calls that Portkey's own SDKs make: lists page by page, then each thing and its versions. What the key may
 * not see is said, and the rest is read.
 *
 * @throws SettingsError where nothing could be read.
 */
export async function readPortkey(place: PortkeyPlace): Promise<Snapshot> {
  const unread: string[] = [];
  const items: Partial<Record<Kind, readonly Item[]>> = {};
  for (const kind of KINDS) {
    try {
      items[kind] = await readKind(kind, items.workspaces ?? [], place, unread);
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      unread.push(`${kind}: ${error.message}`);
      items[kind] = [];
    }
  }
  if (KINDS.every((kind) => items[kind]!.length === 0))
    throw new SettingsError('import portkey', `nothing could be read at ${place.url}: ${unread[0] ?? 'every list is empty'}`);
  return { items: items as Snapshot['items'], unread };
}

/** A request that was not answered as it should be. */
class Unread extends Error {}

async function readKind(kind: Kind, workspaces: readonly Item[], place: PortkeyPlace, unread: string[]): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  const keep = (item: Item, more: Item = {}) => {
    const name = textIn(item, 'id', 'slug') ?? JSON.stringify(item);
    if (!found.has(name)) found.set(name, { ...more, ...item });
  };
  for (const item of await list(PATHS[kind], {}, place)) keep(item);
  if (BY_WORKSPACE.has(kind))
    for (const workspace of workspaces) {
      const id = textIn(workspace, 'id', 'slug');
      if (id === undefined) continue;
      // A list for all may leave out what is one workspace's, or refuse to be asked for it.
      for (const item of await list(PATHS[kind], { workspace_id: id }, place).catch(orNothing)) keep(item, { workspace_id: id });
    }
  if (!TOLD_ALONE.has(kind)) return [...found.values()];
  const whole: Item[] = [];
  for (const item of found.values()) {
    try {
      whole.push({ ...item, ...(await one(kind, item, place)) });
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      unread.push(`${kind} "${textIn(item, 'slug', 'name', 'id') ?? '?'}": ${error.message}`);
    }
  }
  return whole;
}

async function one(kind: Kind, item: Item, place: PortkeyPlace): Promise<Item> {
  const address = `${PATHS[kind]}/${encodeURIComponent(textIn(item, 'slug', 'id') ?? '')}`;
  const answer = await ask(address, {}, place);
  const told = isItem(answer['data']) ? answer['data'] : answer;
  if (kind === 'integrations')
    return { ...told, models: await part(`${address}/models`, place), access: await part(`${address}/workspaces`, place) };
  if (kind !== 'prompts' && kind !== 'partials') return told;
  const versions: Item[] = [];
  for (const version of await list(`${address}/versions`, {}, place).catch(orNothing)) {
    const id = textIn(version, 'id', 'prompt_partial_version_id');
    // A list of versions tells their texts; what they are called with stands in each.
    const more =
      kind === 'prompts' && id !== undefined ? await ask(`${address}/versions/${encodeURIComponent(id)}`, {}, place).catch(orEmpty) : {};
    versions.push({ ...version, ...(isItem(more['data']) ? more['data'] : more) });
  }
  return { ...told, versions };
}

const orNothing = (error: unknown): readonly Item[] => {
  if (error instanceof Unread) return [];
  throw error;
};

const orEmpty = (error: unknown): Item => {
  if (error instanceof Unread) return {};
  throw error;
};

const part = (path: string, place: PortkeyPlace): Promise<Item> => ask(path, {}, place).catch(orEmpty);

async function list(path: string, query: Readonly<Record<string, string>>, place: PortkeyPlace): Promise<readonly Item[]> {
  const found: Item[] = [];
  let before = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(path, { ...query, current_page: String(page), page_size: String(PAGE) }, place);
    const items = listIn(answer['list'] ?? answer);
    if (!items) throw new Unread('what was answered is no list');
    const text = JSON.stringify(items);
    // One that knows no pages answers the same again and again.
    if (items.length === 0 || text === before) return found;
    before = text;
    found.push(...items);
    const total = typeof answer['total'] === 'number' ? answer['total'] : undefined;
    if (total === undefined ? items.length < PAGE : found.length >= total) return found;
  }
  return found;
}

async function ask(path: string, query: Readonly<Record<string, string>>, { url, key }: PortkeyPlace): Promise<Item> {
  const address = `${url.replace(/\/+$/, '')}${path}`;
  let response: Response;
  try {
    response = await fetch(`${address}?${new URLSearchParams(query).toString()}`, {
      headers: { 'x-portkey-api-key': key, accept: 'application/json' },
    });
  } catch (error) {
    const reason = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    throw new SettingsError('--portkey-url', `nobody answers at ${url} (${reason})`);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Unread(`GET ${path} was answered ${response.status}`);
  if (Array.isArray(answer)) return { list: answer };
  if (!isItem(answer)) throw new Unread(`GET ${path} was not answered with JSON`);
  return answer;
}
