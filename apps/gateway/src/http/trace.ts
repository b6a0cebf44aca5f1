import { ownHeader, plainHeader, type RequestHeaders } from '@sluice/core';

/** W3C trace context: version, trace id, parent id, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/** The id that groups requests: the caller's, else the one of its trace context, else the request's own. Never empty, or SDKs send a failed call twice. */
export function traceId(headers: RequestHeaders, requestId: string): string {
  const given = ownHeader(headers, 'trace-id');
  if (given !== undefined) return given;
  const parent = plainHeader(headers, 'traceparent');
  return (parent === undefined ? undefined : TRACEPARENT.exec(parent)?.[1]) ?? requestId;
}
