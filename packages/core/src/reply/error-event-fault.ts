import type { Fault } from '@sluice/provider-sdk';
import type { Target } from '../target.ts';

/** What an error in a stream means: what the provider would have meant by it as a reply. */
export function errorEventFault(event: unknown, { provider }: Pick<Target, 'provider'>): Fault {
  const { error, type } = (event ?? {}) as { readonly error?: unknown; readonly type?: unknown };
  // The Responses API puts an error's members beside its type.
  const body = error === undefined && type === 'error' ? { error: event } : event;
  const { code, status } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly code?: unknown;
    readonly status?: unknown;
  };
  const said = [status, code].map(Number).find((each) => each >= 400 && each <= 599) ?? 502;
  const fault = provider.readFault?.({ status: said, headers: {}, body });
  return fault ?? { kind: 'upstream_error', message: `${provider.id} error: the stream ended with an error` };
}
