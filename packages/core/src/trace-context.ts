/** What a request says of the trace that it is part of. W3C Trace Context. */
export interface TraceContext {
  /** 32 hex digits, in lower case. */
  readonly traceId: string;
  /** Two hex digits: whether it is sampled. */
  readonly flags: string;
  /** What tracing systems have to say to each other. */
  readonly state: string | undefined;
}

/** The headers that tell a provider of a trace, as part of one span. */
export function traceHeaders({ traceId, flags, state }: TraceContext, span: string): Record<string, string> {
  const traceparent = `00-${traceId}-${span}-${flags}`;
  return state === undefined ? { traceparent } : { traceparent, tracestate: state };
}
