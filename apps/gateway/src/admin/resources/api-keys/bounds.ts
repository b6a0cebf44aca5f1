import type { ApiKey } from '@sluice/core';
import type { ApiKeyDefaults } from '@sluice/store';
import { refused } from '../../admin-fault.ts';
import { may, type Principal } from '../../principal.ts';
import type { Scope } from '../../scopes.ts';

/** What a key may at most. */
export interface Reach {
  /** Null: the whole organisation. */
  readonly workspaceId: string | null;
  readonly scopes: readonly Scope[];
  readonly allowedModels: readonly string[] | null;
  readonly allowedProviders: readonly string[] | null;
  readonly expiresAt: number | null;
  readonly defaults: ApiKeyDefaults;
}

/** The same as it is asked for: undefined is what was not said, null is "all" said out loud. */
export interface ReachAsked extends Omit<Reach, 'allowedModels' | 'allowedProviders' | 'expiresAt'> {
  readonly allowedModels: readonly string[] | null | undefined;
  readonly allowedProviders: readonly string[] | null | undefined;
  readonly expiresAt: number | null | undefined;
}

/** Gives a new key the bounds of the key that makes it, wherever its maker says nothing of them. */
export function inherit({ key }: Principal, asked: ReachAsked): Reach {
  const {
    allowedModels = key?.allowedModels ?? null,
    allowedProviders = key?.allowedProviders ?? null,
    expiresAt = key?.expiresAt ?? null,
  } = asked;
  return { ...asked, allowedModels, allowedProviders, expiresAt, defaults: { ...(isLocked(key) && lockOf(key)), ...asked.defaults } };
}

/**
 * Sees that nobody makes a key that may more than its maker: neither in what it may do, nor in what it may call, nor for
 * how long.
 *
 * @param judged Which of it is new: what a key has had all along was judged when it was given.
 * @throws FaultError `forbidden`
 */
export function requireNoWider(principal: Principal, reach: Reach, judged: ReadonlySet<keyof Reach> | 'all' = 'all'): void {
  const asks = (name: keyof Reach) => judged === 'all' || judged.has(name);
  const missing = asks('scopes') ? reach.scopes.filter((scope) => !may(principal, scope, reach.workspaceId)) : [];
  if (missing.length > 0) throw wider('scopes', `the scopes ${missing.join(', ')}, which you have not got yourself there`);
  const { key } = principal;
  if (key === undefined || key.admin) return;
  const { allowedModels, allowedProviders, expiresAt, defaults } = key;
  if (asks('allowedModels') && allowedModels && !within(reach.allowedModels, allowedModels, modelOf))
    throw wider('allowed_models', `other models than your own: ${allowedModels.join(', ')}`);
  if (asks('allowedProviders') && allowedProviders && !within(reach.allowedProviders, allowedProviders))
    throw wider('allowed_providers', `other providers than your own: ${allowedProviders.join(', ')}`);
  if (asks('expiresAt') && expiresAt !== undefined && (reach.expiresAt === null || reach.expiresAt > expiresAt))
    throw wider('expires_at', `a longer life than your own, which ends at ${new Date(expiresAt).toISOString()}`);
  const isOwnConfig = reach.defaults.config_id === defaults.config && reach.defaults.allow_config_override === false;
  if (asks('defaults') && isLocked(key) && !isOwnConfig)
    throw wider(
      'defaults',
      `another config than your own${defaults.config === undefined ? '' : ` ("${defaults.config}")`}, which your requests may not override`,
    );
}

/** A key whose requests may bring no config of their own. */
const isLocked = (key: ApiKey | undefined): key is ApiKey => key !== undefined && !key.admin && !key.defaults.allowConfigOverride;

const lockOf = ({ defaults: { config } }: ApiKey): ApiKeyDefaults => ({
  ...(config !== undefined && { config_id: config }),
  allow_config_override: false,
});

/** Whether names leave no more open than others; null is all there are. */
export const within = (
  asked: readonly string[] | null,
  most: readonly string[],
  plainer: (name: string) => string = (name) => name,
): boolean => asked !== null && asked.every((name) => most.includes(name) || most.includes(plainer(name)));

/** `@slug/model` is less than `model`. */
const modelOf = (name: string): string => name.replace(/^@[^/]+\//, '');

const wider = (param: string, what: string) =>
  refused('forbidden', `This would give a key ${what}: no key makes one that may more than itself`, param, 'wider_than_maker');
