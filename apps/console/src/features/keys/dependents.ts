import { ask } from '../../api/ask.ts';

/** Something that names a virtual key, and would fail without it. */
export interface Dependent {
  readonly kind: 'config' | 'prompt' | 'API key';
  readonly name: string;
  /** Where the console shows it. */
  readonly to: string;
}

/** What was found, and whether that is all there is. */
export interface Dependents {
  readonly found: readonly Dependent[];
  readonly isAll: boolean;
}

/** Of each kind so many are looked through: it is asked while somebody waits. */
const MOST = 200;
const AT_ONCE = 6;

/** Whether a config, as text or as an object, names a virtual key. */
export function namesVirtualKey(config: unknown, slug: string): boolean {
  if (typeof config === 'string') return config === slug || config === `@${slug}` || config.startsWith(`@${slug}/`) || inText(config, slug);
  if (Array.isArray(config)) return config.some((each) => namesVirtualKey(each, slug));
  return typeof config === 'object' && config !== null && Object.values(config).some((each) => namesVirtualKey(each, slug));
}

/** A config comes as JSON in a text. */
function inText(text: string, slug: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    return namesVirtualKey(JSON.parse(text), slug);
  } catch {
    return false;
  }
}

/** Who names a virtual key: configs, prompts, and API keys that may call nothing else. @throws Refused */
export async function dependentsOf(slug: string, signal: AbortSignal): Promise<Dependents> {
  const query = { page_size: MOST };
  const [configs, prompts, keys] = await Promise.all([
    ask('GET /v1/configs', { query }, signal),
    ask('GET /v1/prompts', { query }, signal),
    ask('GET /v1/api-keys', { query }, signal),
  ]);
  const ofConfigs = await each(configs.data, async ({ slug: key, name }): Promise<Dependent | undefined> => {
    const { config } = await ask('GET /v1/configs/{key}', { path: { key } }, signal);
    return namesVirtualKey(config, slug) ? { kind: 'config', name, to: `/routing/${key}` } : undefined;
  });
  const ofPrompts = await each(prompts.data, async ({ slug: key, name }): Promise<Dependent | undefined> => {
    const { virtual_key: named, model } = await ask('GET /v1/prompts/{key}', { path: { key } }, signal);
    return named === slug || model?.startsWith(`@${slug}/`) ? { kind: 'prompt', name, to: `/prompts/${key}` } : undefined;
  });
  const ofKeys = keys.data
    .filter(({ allowed_providers: providers, allowed_models: models }) => namesVirtualKey([providers ?? [], models ?? []], slug))
    .map(({ id, name }): Dependent => ({ kind: 'API key', name, to: `/keys/${id}` }));
  return {
    found: [...ofConfigs, ...ofPrompts, ...ofKeys],
    isAll: [configs, prompts, keys].every(({ total }) => total <= MOST),
  };
}

/** Some at a time, so that the gateway is not asked two hundred things at once. */
async function each<Item>(items: readonly Item[], look: (item: Item) => Promise<Dependent | undefined>): Promise<readonly Dependent[]> {
  const found: (Dependent | undefined)[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) found[index] = await look(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found.filter((one) => one !== undefined);
}
