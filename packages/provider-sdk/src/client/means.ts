import type { ProviderAdapter } from '../adapter.ts';
import type { AuthTools } from '../auth-tools.ts';
import type { Network } from './send.ts';

/** All that a client's calls work with; made once. */
export interface Means {
  readonly adapter: ProviderAdapter;
  readonly settings: Readonly<Record<string, string>>;
  /** The address that the paths of the operations stand below. */
  readonly base: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values that no message may hold. */
  readonly secrets: readonly string[];
  readonly network: Network;
  /** Milliseconds until the reply's headers; 0 is no limit. */
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly tools: AuthTools;
}
