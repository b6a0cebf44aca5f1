/** What an attribute can hold. */
export type AttributeValue = string | number | boolean | readonly string[];

/** What is not known is left out. */
export type Attributes = Readonly<Record<string, AttributeValue | undefined>>;

/** A stretch of time with a name, as OpenTelemetry has it. */
export interface Span {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly parent: { readonly spanId: string; readonly isRemote: boolean } | undefined;
  readonly name: string;
  readonly kind: 'server' | 'client';
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  /** What failed; undefined for what did not. */
  readonly error: string | undefined;
  readonly attributes: Attributes;
}
