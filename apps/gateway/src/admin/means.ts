import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Extensions, House, StoredConfig, VirtualKey } from '@sluice/core';
import type { Store } from '@sluice/store';
import type { LogStore } from '@sluice/store/logs';
import type { Declared } from '../stored/declared.ts';
import type { PartialDirectory } from '../prompts/partials.ts';
import type { KeyHash } from '../state/key-hash.ts';
import type { HostVerdict } from '@sluice/core';
import type { Recordings } from '../cassettes/recordings.ts';
import type { Again } from '../replay/open-again.ts';
import type { PriceTold } from './resources/logs/price-told.ts';
import type { Installation } from './resources/settings/installation.ts';

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
  /** Every provider that is loaded. */
  readonly providers: () => readonly ProviderAdapter[];
  /** What the operator has set for providers. */
  readonly environment: House['environment'];
  readonly extensions: Extensions;
  /** Models and what they cost, by catalogues and by what is stored. */
  readonly models: House['models'];
  /** A saved config as requests find it, by its slug, whoever may use it. */
  readonly savedConfig: (slug: string) => StoredConfig | undefined;
  /** A virtual key likewise. */
  readonly savedVirtualKey: (slug: string) => VirtualKey | undefined;
  /** The circuits of targets, whoever may see them. */
  readonly circuits: House['routing']['breakers']['list'];
  /** How this gateway was set up. */
  readonly installation: Installation;
  /** The partials that prompts of a workspace may name, by its id. */
  readonly partialsFor: (workspaceId: string) => PartialDirectory;
  /** Judges a host that somebody wants stored. */
  readonly judgeHost: (text: string) => HostVerdict;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Where requests are on record. */
  readonly logs: LogStore;
  /** Bytes of each body that are kept; 0: none are. */
  readonly logBodyBytes: number;
  /** How long records are kept, in milliseconds; undefined: for ever. */
  readonly logAgeMs: number | undefined;
  /** What calls used and cost that others have made. */
  readonly priceTold: PriceTold;
  /** The folder of files that exports write. */
  readonly exportsDir: string;
  /** What is recorded of requests, to be played back. */
  readonly cassettes: Recordings;
  /** Sends requests of the log again, and says where they would go. */
  readonly again: Again;
  /** Aborted when this process begins to stop: what has no end of its own ends by it. */
  readonly ending: AbortSignal;
}
