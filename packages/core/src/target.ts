import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from './caller.ts';
import type { Deadlines } from './deadlines.ts';
import type { VirtualKey } from './house.ts';
import type { FilledPrompt } from './rooms/target-prompt.ts';

/** One provider as one request will use it: nothing about it is decided later. */
export interface Target {
  /** Where it stands in the config. */
  readonly label: string;
  readonly provider: ProviderAdapter;
  readonly settings: Readonly<Record<string, string>>;
  /** A pool to take turns with, where there are several; the settings hold one of them. */
  readonly credentials: readonly string[];
  /** Those of the settings that nobody may see. */
  readonly secrets: readonly string[];
  /** Upstream base, without a slash at its end. */
  readonly base: string;
  /** The caller chose the base and the operator does not vouch for it. */
  readonly guarded: boolean;
  /** The operator's or the caller's own base stands in place of the provider's. */
  readonly elsewhere: boolean;
  /** The stored credential that is called with, with the fields of the deployment that was chosen. */
  readonly virtualKey: VirtualKey | undefined;
  /** Who is called for: what may be sent depends on it. */
  readonly caller: ApiKey | undefined;
  /** The model to send, where it is not the one in the body. */
  readonly model: string | undefined;
  /** The stored prompt to send, where there is one. */
  readonly prompt: FilledPrompt | undefined;
  readonly requestTimeoutMs: number | undefined;
  readonly deadlines: Deadlines;
  /** Lower case. */
  readonly forwardHeaders: readonly string[];
  readonly overrideParams: Readonly<Record<string, unknown>>;
  readonly defaultParams: Readonly<Record<string, unknown>>;
  readonly dropParams: readonly string[];
  /** As the config says; a header may say otherwise. */
  readonly strict: boolean;
}
