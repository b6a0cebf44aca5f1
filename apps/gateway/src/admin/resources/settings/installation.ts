import type { FailedPlugin } from '../../../plugins/load.ts';
import type { Settings } from '../../../settings/settings.ts';

/** How this gateway was set up, as far as whoever runs it may want to see it. */
export interface Installation {
  readonly settings: Settings;
  /** Of Sluice. */
  readonly version: string;
  /** When this process began, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Undefined where there is none. */
  readonly configFile: string | undefined;
  readonly failedPlugins: readonly FailedPlugin[];
  /** As they were written. */
  readonly trustedHosts: readonly string[];
  /** Whether traces go to a collector. */
  readonly sendsTraces: boolean;
}
