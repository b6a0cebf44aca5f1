import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { createLog } from './logger.ts';
import { RequestLog } from './request-log.ts';
import type { RequestRecord } from './request-record.ts';

const RECORD: RequestRecord = {
  at: Date.parse('2026-11-22T10:20:30.456Z'),
  id: 'i',
  trace: 't',
  span: '0000000000000001',
  parentSpan: undefined,
  spanName: 'POST /v1/chat/completions',
  sampled: undefined,
  method: 'POST',
  path: '/v1/chat/completions',
  status: 200,
  ms: 12.345,
  firstByteMs: 10,
  aborted: false,
  key: { id: 'key-ci', name: 'ci', workspace: undefined },
  account: undefined,
  operation: 'chat',
  dialect: 'openai-chat',
  askedModel: 'llama',
  virtualKey: undefined,
  config: undefined,
  rescued: false,
  experiment: undefined,
  prompt: undefined,
  requestHeaders: {},
  responseHeaders: undefined,
  bodies: undefined,
  provider: 'groq',
  model: 'llama',
  target: 'config',
  retries: 0,
  cache: 'DISABLED',
  variant: undefined,
  steps: undefined,
  streamed: false,
  usage: { prompt_tokens: 1, completion_tokens: 2 },
  fault: undefined,
  metadata: undefined,
  secrets: [],
};

function memory(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.assign(new Writable({ write: (chunk: Buffer, _encoding, done) => (written.push(chunk.toString()), done()) }), {
    isTTY,
  });
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

describe('the log', () => {
  it('writes a batch of requests at once, one JSON object a line', async () => {
    const { stream, written } = memory(false);
    const log = createLog('info', stream);

    log.requests([RECORD, { ...RECORD, status: 502, fault: { kind: 'unreachable', message: 'gone' } }]);
    await log.close();

    expect(written.filter(Boolean)).toHaveLength(1);
    expect(
      written
        .join('')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({
        level: 'info',
        time: '2026-11-22T10:20:30.456Z',
        event: 'request',
        status: 200,
        ms: 12.35,
        prompt_tokens: 1,
      }),
      expect.objectContaining({ level: 'error', status: 502, fault: 'unreachable', message: 'gone' }),
    ]);
  });

  it('writes for a person at a terminal', async () => {
    const { stream, written } = memory(true);
    const log = createLog('info', stream);

    log.info('listening', { url: 'http://127.0.0.1:1' });
    log.requests([RECORD]);
    await log.close();

    expect(written.join('')).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info listening \{"url":"http:\/\/127.0.0.1:1"\}\n10:20:30.456 200 POST \/v1\/chat\/completions → groq\/llama 12.35 ms \(ci\)\n$/,
    );
  });

  it.each([
    ['silent', 0],
    ['error', 1],
    ['warn', 2],
    ['info', 3],
  ])('at %s shows %i of three requests', async (level, count) => {
    const { stream, written } = memory(false);
    const log = createLog(level, stream);

    log.requests([RECORD, { ...RECORD, status: 404 }, { ...RECORD, status: 500 }]);
    await log.close();

    expect(written.join('').split('\n').filter(Boolean)).toHaveLength(count);
  });
});

describe('records on their way', () => {
  it('reach every sink though one of them fails', () => {
    const seen: number[] = [];
    const log = new RequestLog([
      () => {
        throw new Error('full');
      },
      (records) => seen.push(records.length),
    ]);

    log.add(RECORD);
    log.add(RECORD);
    log.flush();
    log.flush();

    expect(seen).toEqual([2]);
  });
});
