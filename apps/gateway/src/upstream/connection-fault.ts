import { isFaultError, type Fault } from '@sluice/provider-sdk';

interface ConnectionError extends Error {
  readonly code?: string;
  readonly errors?: readonly ConnectionError[];
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'closed the connection before it answered',
  EPIPE: 'closed the connection before it answered',
  UND_ERR_SOCKET: 'closed the connection before it answered',
  ENOTFOUND: 'has no address',
  EAI_AGAIN: 'has no address that can be found just now',
  EHOSTUNREACH: 'cannot be reached from here',
  ENETUNREACH: 'cannot be reached from here',
};

/** What became of a connection, as a fault. The host is named, the address is not: it may be of an inner network. */
export function faultOfConnection(error: ConnectionError, url: string, answered = false): Fault {
  // The request's own body failed on its way up.
  if (isFaultError(error)) return error.fault;
  const { host } = new URL(url);
  // A name with several addresses fails with all their errors; the first says as much as any.
  const code = error.code ?? error.errors?.[0]?.code ?? error.name;
  if (code === 'SLUICE_CONNECT_TIMEOUT')
    return { kind: 'connect_timeout', message: `${host} did not take the connection in time (SLUICE_CONNECT_TIMEOUT_MS)` };
  if (code === 'SLUICE_FORBIDDEN_ADDRESS') {
    return {
      kind: 'invalid_request',
      message: `Invalid custom host: ${host} leads to an address that is not public. Have it added to TRUSTED_CUSTOM_HOSTS if it may be called.`,
      param: 'x-portkey-custom-host',
      code: 'invalid_custom_host',
    };
  }
  if (answered)
    return {
      kind: 'unreadable_reply',
      message: `${host} broke off in the middle of its answer (${code}): try again, or ask for a stream`,
      code: 'reply_broken',
    };
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined) return { kind: 'unreachable', message: `${host} ${unreachable}`, code: 'connection_failed' };
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_'))
    return { kind: 'unreadable_reply', message: `${host} answered with something that is not HTTP (${code})` };
  return { kind: 'unreachable', message: `the connection to ${host} failed (${code})`, code: 'connection_failed' };
}
