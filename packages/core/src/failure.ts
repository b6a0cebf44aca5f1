import { FAULTS, type Fault } from '@sluice/provider-sdk';
import { errorBody } from './error-body.ts';
import type { Failure } from './outcome.ts';

/** Statuses on which every known client tries again by itself. */
const CLIENTS_RETRY = (status: number) => status === 408 || status === 409 || status === 429 || status >= 500;

/** Faults by which a Portkey client knows that the gateway itself said no. */
const GATEWAY_EXCEPTIONS: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'unsupported_operation',
  'internal',
  'not_built',
  'loop_detected',
]);

/** The headers that say whether, and when, a client should try again what a provider answered with this status. */
export const retryHeaders = (fault: Fault, status: number): string[] => headersFor(fault, status, CLIENTS_RETRY(status));

function headersFor({ kind, retryAfterMs }: Fault, status: number, inDoubt: boolean): string[] {
  const { retry } = FAULTS[kind];
  const headers: string[] = [];
  if (!retry && inDoubt) headers.push('x-should-retry', 'false');
  if (retryAfterMs !== undefined) headers.push('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  else if (status === 503) headers.push('retry-after', '1');
  return headers;
}

/** A fault that no provider gave an answer for, as the reply it becomes. */
export function failureOf(fault: Fault, extra: Readonly<Record<string, unknown>> = {}): Failure {
  const { status } = FAULTS[fault.kind];
  const headers = headersFor(fault, status, true);
  if (GATEWAY_EXCEPTIONS.has(fault.kind)) headers.push('x-portkey-gateway-exception', 'true');
  return { kind: 'failure', status, fault, headers: ['content-type', 'application/json', ...headers], body: errorBody(fault, extra) };
}
