/** A value of an attribute, out of its wrapping. */
export type OtlpValue = string | number | boolean | readonly OtlpValue[] | { readonly [name: string]: OtlpValue } | undefined;

export type OtlpAttributes = Readonly<Record<string, OtlpValue>>;

/** A span as somebody exported it, whether in protobuf or in JSON. */
export interface OtlpSpan {
  /** 32 and 16 hex digits. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: OtlpAttributes;
  /** Of who sent it: `service.name`. */
  readonly resource: OtlpAttributes;
  readonly events: readonly { readonly name: string; readonly attributes: OtlpAttributes }[];
  /** What went wrong, where it says that something did. */
  readonly error: { readonly message: string } | undefined;
}
