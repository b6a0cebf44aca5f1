import { broughtSecrets } from '@sluice/core';
import { spanOfId } from '@sluice/store';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestLog } from '../log/request-log.ts';
import { uuidV7 } from './uuid-v7.ts';

/** Asked every few seconds by machines; a line for each would bury the others. */
const PROBES: ReadonlySet<string> = new Set(['/health', '/v1/health', '/ready', '/metrics']);

/** Puts a request for one of the gateway's own pages, or for nothing that it has, on record. */
export function recordOwn(request: IncomingMessage, response: ServerResponse, log: RequestLog): void {
  const started = performance.now();
  const at = Date.now();
  const id = uuidV7(at);
  const path = request.url!.split('?')[0]!;
  response.on('close', () => {
    if (PROBES.has(path) && response.statusCode < 400) return;
    log.add({
      at,
      id,
      trace: id,
      span: spanOfId(id),
      parentSpan: undefined,
      spanName: `${request.method!} ${path}`,
      sampled: undefined,
      method: request.method!,
      path,
      status: response.statusCode,
      ms: performance.now() - started,
      firstByteMs: undefined,
      aborted: !response.writableFinished,
      key: undefined,
      account: undefined,
      operation: undefined,
      dialect: undefined,
      provider: undefined,
      model: undefined,
      askedModel: undefined,
      virtualKey: undefined,
      config: undefined,
      target: undefined,
      retries: 0,
      rescued: false,
      cache: undefined,
      experiment: undefined,
      variant: undefined,
      steps: undefined,
      streamed: false,
      prompt: undefined,
      usage: undefined,
      fault: undefined,
      metadata: undefined,
      requestHeaders: request.headers,
      responseHeaders: undefined,
      bodies: undefined,
      secrets: broughtSecrets(request.headers),
    });
  });
}
