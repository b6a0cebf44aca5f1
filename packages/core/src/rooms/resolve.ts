import { FaultError } from '@sluice/provider-sdk';
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { requireKey, type ApiKey, type Caller } from '../caller.ts';
import type { ConfigNode, RouteConfig } from '../config/config.ts';
import type { House, StoredConfig } from '../house.ts';
import { ownHeader, type Incoming } from '../incoming.ts';
import { checkProviders } from './check-references.ts';

/** About what a place of a config takes in memory, however little its text says. */
const PLACE_BYTES = 2048;

/** Deep within, the names of places are longer than all else about them. */
const weightOf = (node: ConfigNode): number =>
  PLACE_BYTES + node.label.length + (node.kind === 'fork' ? node.branches.reduce((sum, branch) => sum + weightOf(branch), 0) : 0);

/** A config that a request goes by; a stored one says which it is, and in which version. */
export type Resolved = Pick<StoredConfig, 'config'> & Partial<Pick<StoredConfig, 'slug' | 'versionId'>>;

/** Configs by their text: clients send the same few with every request, and reading one costs more than all else we do. */
export class KnownConfigs {
  readonly #known: LRUCache<string, Resolved>;

  constructor({ mostBytes = 16 * 1024 * 1024 }: { readonly mostBytes?: number } = {}) {
    this.#known = new LRUCache({
      max: 1000,
      maxSize: mostBytes,
      sizeCalculation: ({ config: { root, shadow } }, text) => text.length + weightOf(root) + (shadow ? weightOf(shadow.config.root) : 0),
    });
  }

  read(text: string, house: House): Resolved | Promise<Resolved> {
    return this.#known.get(text) ?? this.#readNew(text, house);
  }

  async #readNew(text: string, house: House): Promise<Resolved> {
    const read = { config: await readText(text, house) };
    checkProviders(read.config, house);
    this.#known.set(text, read);
    return read;
  }
}

const SLUG = /^[a-z0-9][\w.-]*$/i;

/** JSON too, though no object: what a client sends whose config is not what it takes it for. */
const OTHER_JSON = /^(?:true|false|\d+(?:\.\d+)?(?:e-?\d+)?)$/i;

/**
 * The config that this request goes by: the one in its header, as JSON or by its slug, else the default of
 * the caller's key or of its workspace, else none. Answers at once for a text that was seen before.
 *
 * @throws FaultError `invalid_request` for a config that cannot be read, is not known or cannot be obeyed;
 *   `unauthenticated` when a stored config is named without a key.
 */
export function resolve(incoming: Incoming, caller: Caller, house: House, configs: KnownConfigs): Resolved | undefined | Promise<Resolved> {
  if (incoming.goesBy) return { config: incoming.goesBy };
  const text = ownHeader(incoming.headers, 'config')?.trim();
  if (text === undefined || text === '' || text === 'null') return defaultConfig(caller, house);
  if (caller.key?.defaults.allowConfigOverride === false) requireOwnConfig(text, caller.key);
  if (text.startsWith('{')) return configs.read(text, house);
  if (!SLUG.test(text) || OTHER_JSON.test(text)) throw notJson();
  requireKey(caller, 'A saved config');
  const stored = house.configs.find(text, caller);
  if (!stored) throw invalid(`Invalid config id passed: no config "${text}" is known here`);
  return stored;
}

/** Slug of the config that applies where a request names none: the key's, else its workspace's. */
export const defaultConfigOf = (key: ApiKey | undefined): string | undefined => key?.defaults.config ?? key?.enforced.config;

function defaultConfig(caller: Caller, { configs }: House): Resolved | undefined {
  const slug = defaultConfigOf(caller.key);
  if (slug === undefined) return undefined;
  const stored = configs.find(slug, caller);
  if (!stored)
    throw invalid(`Invalid config id passed: the key "${caller.key!.name}" has "${slug}" as its default config, which is not known here`);
  return stored;
}

/** To name what applies anyway is not to override it. */
function requireOwnConfig(text: string, key: ApiKey): void {
  if (text === defaultConfigOf(key)) return;
  throw new FaultError({
    kind: 'invalid_request',
    message: `The key "${key.name}" does not allow its config to be overridden: leave x-portkey-config out.`,
    param: 'x-portkey-config',
    code: 'config_override_forbidden',
  });
}

async function readText(text: string, { extensions }: House): Promise<RouteConfig> {
  // Loaded with the first config: the schema library is the slowest part of a start.
  const { readConfig } = await import('../config/read-config.ts');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notJson();
  }
  return readConfig(value, { origin: 'caller', id: `inline-${createHash('sha256').update(text).digest('hex').slice(0, 16)}` }, extensions);
}

const notJson = () =>
  invalid('Invalid config passed. You need to pass a valid json: x-portkey-config takes a JSON object or the slug of a saved config');

const invalid = (message: string) =>
  new FaultError({ kind: 'invalid_request', message, param: 'x-portkey-config', code: 'invalid_config' });
