import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { isRecord, type GuardTools } from '../subject.ts';
import { readJson } from './service.ts';

/** The keys of an issuer, and when they were asked for. */
export interface KeptKeys {
  readonly keys: JWTVerifyGetKey;
  readonly askedAt: number;
}

const TIMEOUT_MS = 5_000;

/** Per host, since each has its own network: what one may reach, another may not. */
const kept = new WeakMap<GuardTools, LRUCache<string, KeptKeys>>();

function cacheOf(tools: GuardTools): LRUCache<string, KeptKeys> {
  const known = kept.get(tools);
  if (known) return known;
  const cache = new LRUCache<string, KeptKeys>({ max: 100 });
  kept.set(tools, cache);
  return cache;
}

/**
 * The keys of an issuer, not older than said.
 *
 * @throws Error when they cannot be had.
 */
export async function issuerKeys(uri: string, maxAgeMs: number, tools: GuardTools): Promise<KeptKeys> {
  const cache = cacheOf(tools);
  const known = cache.get(uri);
  if (known && tools.now() - known.askedAt < maxAgeMs) return known;
  const askedAt = tools.now();
  const answer = await tools.send({ method: 'GET', url: uri, headers: { accept: 'application/json' }, timeoutMs: TIMEOUT_MS });
  const keySet = answer.status === 200 ? readJson(answer.body) : undefined;
  if (!isRecord(keySet) || !Array.isArray(keySet['keys'])) throw new Error('the issuer did not answer with a key set');
  const { createLocalJWKSet } = await import('jose');
  const fresh = { keys: createLocalJWKSet(keySet as unknown as JSONWebKeySet), askedAt };
  cache.set(uri, fresh);
  return fresh;
}
