import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { anEntry } from '../entries.test.support.ts';
import { createExport } from './create-export.ts';
import { readOtelSettings } from './settings.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A collector that answers so, one answer after the other; the last again and again. */
async function collector(
  answers: readonly { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }[],
) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, headers = {}, body = '' } = answers[Math.min(asked.length, answers.length - 1)]!;
      asked.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(status, headers).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function exportTo(url: string, environment: Record<string, string> = {}) {
  const waits: number[] = [];
  const lines: string[] = [];
  const log = {
    info: (message: string) => void lines.push(`info ${message}`),
    warn: (message: string) => void lines.push(`warn ${message}`),
  };
  const settings = readOtelSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...environment })!;
  const made = createExport({
    settings,
    version: '1.2.3',
    instance: 'i',
    providerName: (slug) => slug,
    random: () => 1,
    log,
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  });
  return { ...made, waits, lines };
}

const spanNames = ({ body }: Asked) =>
  (
    JSON.parse(body.toString()) as { resourceSpans: { scopeSpans: { spans: { name: string }[] }[] }[] }
  ).resourceSpans[0]!.scopeSpans[0]!.spans.map(({ name }) => name);

describe('traces on their way', () => {
  it('go together, with the headers that were asked for', async () => {
    const { url, asked } = await collector([{ status: 200 }]);
    const { exporter, close } = exportTo(url, { OTEL_EXPORTER_OTLP_HEADERS: 'x-team=core', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' });

    exporter.sink([anEntry(), anEntry({ tries: [] })]);
    await exporter.close(5_000);
    close();

    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers).toMatchObject({ 'x-team': 'core', 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect(spanNames({ ...asked[0]!, body: gunzipSync(asked[0]!.body) })).toHaveLength(3);
    expect(exporter.counts()).toMatchObject({ sent: 3 });
  });

  it('are sent again after a while, as long as the collector asks for, and once are they complained of', async () => {
    const { url, asked } = await collector([{ status: 503 }, { status: 429, headers: { 'retry-after': '7' } }, { status: 200 }]);
    const { exporter, close, waits, lines } = exportTo(url);

    exporter.sink([anEntry()]);
    await exporter.close(5_000);
    close();

    expect(asked).toHaveLength(3);
    expect(asked[2]!.body).toEqual(asked[0]!.body);
    expect(waits.slice(1)).toEqual([1_000, 7_000]);
    expect(lines).toEqual(['warn traces are not taken, and some of them wait', 'info traces are taken again']);
    expect(exporter.counts()).toEqual({ sent: 2, dropped: { queue_full: 0, refused: 0, unreadable: 0, closing: 0 } });
  });

  it('are let go where they are refused', async () => {
    const { url, asked } = await collector([{ status: 400 }]);
    const { exporter, close } = exportTo(url);

    exporter.sink([anEntry()]);
    await exporter.close(5_000);
    close();

    expect(asked).toHaveLength(1);
    expect(exporter.counts()).toMatchObject({ sent: 0, dropped: { refused: 2 } });
  });

  it('are counted as refused where the collector took only some', async () => {
    const { url } = await collector([{ status: 200, body: '{"partialSuccess":{"rejectedSpans":1,"errorMessage":"too old"}}' }]);
    const { exporter, close } = exportTo(url);

    exporter.sink([anEntry()]);
    await exporter.close(5_000);
    close();

    expect(exporter.counts()).toMatchObject({ sent: 1, dropped: { refused: 1 } });
  });

  it('are counted and let go beyond what may wait', async () => {
    const { url, asked } = await collector([{ status: 200 }]);
    const { exporter, close } = exportTo(url, { OTEL_BSP_MAX_QUEUE_SIZE: '5' });

    exporter.sink(Array.from({ length: 4 }, () => anEntry()));
    await exporter.close(5_000);
    close();

    expect(asked.flatMap(spanNames)).toHaveLength(4);
    expect(exporter.counts()).toMatchObject({ sent: 4, dropped: { queue_full: 4 } });
  });

  it('go in several requests where they are many', async () => {
    const { url, asked } = await collector([{ status: 200 }]);
    const { exporter, close } = exportTo(url, { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '4' });

    exporter.sink(Array.from({ length: 5 }, () => anEntry()));
    await exporter.close(5_000);
    close();

    expect(asked.map((each) => spanNames(each).length)).toEqual([4, 4, 2]);
  });

  it('are let go when the gateway stops and nobody takes them', async () => {
    const { exporter, close } = exportTo('http://127.0.0.1:9');

    exporter.sink([anEntry()]);
    await exporter.close(50);
    close();

    expect(exporter.counts()).toMatchObject({ sent: 0, dropped: { closing: 2 } });
  });

  it('are those alone that the caller wants sampled', async () => {
    const { url, asked } = await collector([{ status: 200 }]);
    const { exporter, close } = exportTo(url);

    exporter.sink([
      { ...anEntry({ spanName: 'no' }), sampled: false },
      { ...anEntry({ spanName: 'yes', tries: [] }), sampled: true },
    ]);
    await exporter.close(5_000);
    close();

    expect(asked.flatMap(spanNames)).toEqual(['yes']);
  });

  it('hold up no others where one cannot be told', async () => {
    const { url, asked } = await collector([{ status: 200 }]);
    const { exporter, close } = exportTo(url, { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '1' });

    exporter.sink([anEntry({ metadata: null as never }), anEntry({ tries: [] })]);
    await exporter.close(5_000);
    close();

    expect(asked.flatMap(spanNames)).toHaveLength(1);
    expect(exporter.counts()).toMatchObject({ sent: 1, dropped: { unreadable: 2 } });
  });
});
