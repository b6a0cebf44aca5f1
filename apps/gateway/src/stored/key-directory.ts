import { NOTHING_ENFORCED, type ApiKey, type KeyDirectory } from '@sluice/core';
import { LRUCache } from 'lru-cache';
import { timingSafeEqual } from 'node:crypto';
import type { KeyHash } from '../state/key-hash.ts';
import type { FoundKey } from './memory.ts';

/** Where keys may stand. */
export interface KeySources {
  readonly hash: KeyHash;
  /** The hash of the key that the environment presets; undefined where it presets none. */
  readonly presetHash: () => string | undefined;
  /** Those of the config file, by their hashes. */
  readonly declared: () => ReadonlyMap<string, ApiKey>;
  readonly stored: (hash: string) => FoundKey | undefined;
  /** Changes whenever an answer may have changed. */
  readonly epoch: () => number;
  /** How many tokens are remembered. Default: 10,000. */
  readonly lately?: number;
}

const ADMIN: ApiKey = {
  id: 'admin',
  name: 'admin',
  workspace: undefined,
  scopes: new Set(),
  admin: true,
  expiresAt: undefined,
  allowedModels: undefined,
  allowedProviders: undefined,
  logBodies: true,
  defaults: { config: undefined, metadata: {}, allowConfigOverride: true },
  enforced: NOTHING_ENFORCED,
};

/**
 * Finds the key that a token is. It is looked up by its keyed hash: how long that takes tells nothing of any key, because nobody
 * without the secret knows the hash of a token, and what is found is compared in constant time.
 */
export function keyDirectory({ hash, presetHash, declared, stored, epoch, lately = 10_000 }: KeySources): KeyDirectory {
  // Tokens that were looked up lately, because a hash costs more than all else that is done with a key.
  const known = new LRUCache<string, { readonly key: ApiKey | undefined }>({
    max: lately,
    maxSize: 4 * 1024 * 1024,
    sizeCalculation: (_key, token) => token.length + 1,
  });
  let knownAt = epoch();

  const lookUp = (asked: string): ApiKey | undefined => {
    const preset = presetHash();
    if (preset !== undefined && equal(asked, preset)) return ADMIN;
    const inFile = declared().get(asked);
    if (inFile) return inFile;
    const found = stored(asked);
    return found && equal(asked, found.hash) ? found.key : undefined;
  };

  return {
    find(token) {
      const now = epoch();
      if (now !== knownAt) known.clear();
      knownAt = now;
      const remembered = known.get(token);
      if (remembered) return remembered.key;
      const key = lookUp(hash(token));
      known.set(token, { key });
      return key;
    },
  };
}

function equal(asked: string, kept: string): boolean {
  const [left, right] = [Buffer.from(asked), Buffer.from(kept)];
  return left.length === right.length && timingSafeEqual(left, right);
}
