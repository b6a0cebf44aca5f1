import type { CacheStatus } from './route/answered.ts';
import type { TriedOut } from './tries.ts';

/** What asking came to. Where the config has a cache it says what that did: undefined for a request that was denied before anybody looked. */
export type Asked = Pick<TriedOut, 'outcome' | 'said' | 'substituted' | 'retries'> & { readonly cache?: CacheStatus | undefined };
