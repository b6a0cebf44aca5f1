import { letGo, type ByteSource, type Outcome } from '@sluice/core';
import type { ServerResponse } from 'node:http';
import { LargeFlow } from './large-flow.ts';

/** An outcome that is an answer, and no connection. */
export type Answer = Exclude<Outcome, { kind: 'joined' }>;

/**
 * Sends an outcome. Headers are a flat list, which node writes as it stands.
 *
 * @param own Headers of ours, names and values in turn.
 */
export function respond(response: ServerResponse, outcome: Answer, own: readonly string[], body: Buffer | undefined): void {
  if (response.destroyed) {
    letGo(outcome);
    return;
  }
  if (outcome.kind === 'flow') return relay(response, outcome.body, outcome.status, [...outcome.headers, ...own]);
  const bytes = body ?? (outcome.kind === 'whole' ? outcome.body : Buffer.from(JSON.stringify(outcome.body)));
  // RFC 9110: no length where there can be no body.
  const length = outcome.status === 204 || outcome.status === 304 ? [] : ['content-length', String(bytes.length)];
  response.writeHead(outcome.status, [...outcome.headers, ...own, ...length]);
  response.end(bytes);
}

/** Passes bytes on as they come and as fast as the caller takes them. */
function relay(response: ServerResponse, source: ByteSource, status: number, headers: string[]): void {
  response.writeHead(status, headers);
  response.on('drain', () => source.resume());
  response.on('close', () => {
    if (!response.writableFinished) source.cancel();
  });
  const flow = new LargeFlow();
  let begun = false;
  source.pipe({
    data(chunk) {
      begun = true;
      flow.passed(chunk.length);
      if (!response.write(chunk)) source.pause();
    },
    end: () => response.end(),
    // Headers are gone and nothing can be said in band: a broken connection is the only honest end.
    fail: () => response.destroy(),
  });
  // What has no first byte yet still has headers to show.
  if (!begun && !response.writableEnded) response.flushHeaders();
}
