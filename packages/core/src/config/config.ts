import type { Deadlines } from '../deadlines.ts';

/** What a config says of the one target it has, checked and with one spelling for everything. */
export interface TargetConfig {
  /** Where it stands, for headers and messages: `config`, or `config.targets[0]`. */
  readonly label: string;
  /** A config that an operator stored may name private hosts and holds stored credentials; a caller's may not and does not. */
  readonly origin: 'caller' | 'stored';
  /** A provider's slug, or `@slug` of a virtual key with or without `/model` behind it. */
  readonly provider: string | undefined;
  readonly virtualKey: string | undefined;
  readonly apiKey: string | undefined;
  readonly customHost: string | undefined;
  /** Milliseconds to the reply's headers. */
  readonly requestTimeoutMs: number | undefined;
  /** In place of the gateway's own, where the config says any. */
  readonly deadlines: Partial<Deadlines>;
  /** Lower case. */
  readonly forwardHeaders: readonly string[] | undefined;
  readonly overrideParams: Readonly<Record<string, unknown>>;
  readonly defaultParams: Readonly<Record<string, unknown>>;
  readonly dropParams: readonly string[];
  /** The provider's own fields, by their name in a config: `openai_organization`. */
  readonly fields: Readonly<Record<string, string>>;
}
