import { broughtSecrets } from '@sluice/core';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../log/request-log.ts';

/** Asked every few seconds by machines; a line for each would bury the others. */
const PROBES: ReadonlySet<string> = new Set(['/health', '/v1/health', '/ready', '/metrics']);

/** Puts a request for one of the gateway's own pages, or for nothing that it has, on record. */
export function recordOwn(request: IncomingMessage, response: ServerResponse, log: RequestLog): void {
  const started = performance.now();
  const at = Date.now();
  const id = randomUUID();
  const path = request.url!.split('?')[0]!;
  response.on('close', () => {
    if (PROBES.has(path) && response.statusCode < 400) return;
    log.add({
      at,
      id,
      trace: id,
      method: request.method!,
      path,
      status: response.statusCode,
      ms: performance.now() - started,
      firstByteMs: undefined,
      aborted: !response.writableFinished,
      key: undefined,
      provider: undefined,
      model: undefined,
      target: undefined,
      retries: 0,
      cache: undefined,
      variant: undefined,
      steps: undefined,
      streamed: false,
      usage: undefined,
      fault: undefined,
      metadata: undefined,
      secrets: broughtSecrets(request.headers),
    });
  });
}
