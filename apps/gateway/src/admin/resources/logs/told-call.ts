import type { LoggedHeaders, LogSource } from '@sluice/store/logs';

/** A call that the gateway did not make and is told of. */
export interface ToldCall {
  readonly source: Extract<LogSource, 'api' | 'otel'>;
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly method: string;
  /** An address or a path. */
  readonly url: string;
  readonly status: number;
  readonly provider: string | undefined;
  /** That answered, and that was asked. */
  readonly model: string | undefined;
  readonly askedModel: string | undefined;
  /** `chat`; undefined: what the path says. */
  readonly operation: string | undefined;
  readonly streamed: boolean;
  readonly trace: string | undefined;
  readonly span: string | undefined;
  readonly parentSpan: string | undefined;
  readonly spanName: string | undefined;
  /** As it is told: neither cut nor cleaned. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly fault: { readonly kind: string; readonly message: string } | undefined;
  readonly firstTokenMs?: number | undefined;
  /** Of whatever shape; undefined where nobody told of it. */
  readonly request: unknown;
  readonly response: unknown;
  /** What it used, in any provider's words. */
  readonly usage: unknown;
  /** Cleaned: of a header's name it hangs whether its value is secret. */
  readonly headers: LoggedHeaders | undefined;
  /** What makes it one of a kind: told twice, it is kept once. Undefined: it is kept each time. */
  readonly identity: string | undefined;
}
