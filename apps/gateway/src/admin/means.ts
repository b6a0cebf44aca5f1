import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Extensions } from '@sluice/core';
import type { Store } from '@sluice/store';
import type { Declared } from '../stored/declared.ts';
import type { KeyHash } from '../state/key-hash.ts';
import type { HostVerdict } from '@sluice/core';

/** All that the admin API works with. */
export interface AdminMeans {
  readonly store: Store;
  /** What the config file declares: shown beside what the store holds, and changed by nobody here. */
  readonly declared: () => Declared;
  /** Makes what was just written count in this process, before its writer hears of it. */
  readonly refresh: () => Promise<void>;
  /** Of a key of ours, what is kept. */
  readonly hash: KeyHash;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
  /** Judges a host that somebody wants stored. */
  readonly judgeHost: (text: string) => HostVerdict;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
