import { errorBody } from '@sluice/core';
import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';

interface ParseError extends Error {
  readonly code?: string;
}

const REFUSALS: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than the limit (SLUICE_MAX_HEADERS)'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time'],
};

/** Answers what node could not parse as a request, in the shape of every other error. */
export function refuseConnection(error: ParseError, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, message] = REFUSALS[error.code ?? ''] ?? [
    '400 Bad Request',
    `The request is not HTTP that can be read (${error.code ?? 'unknown reason'})`,
  ];
  socket.end(plainReply(status, message));
}

function plainReply(status: string, message: string): string {
  const body = JSON.stringify(errorBody({ kind: 'invalid_request', message }));
  return [
    `HTTP/1.1 ${status}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-portkey-trace-id: ${randomUUID()}`,
    'x-should-retry: false',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
