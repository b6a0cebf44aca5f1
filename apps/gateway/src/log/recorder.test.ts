import { describe, expect, it } from '@jest/globals';
import { Account } from '@sluice/core';
import { Backlog } from './backlog.ts';
import { Recorder } from './recorder.ts';
import type { RequestRecord } from './request-record.ts';

const body = (bytes: number) => ({ contentType: 'text/plain', length: bytes, chunks: [Buffer.alloc(bytes, 97)], kept: bytes });

const record = (id: string, bytes = 0): RequestRecord => ({
  at: 1,
  id,
  trace: id,
  span: '0000000000000001',
  parentSpan: undefined,
  spanName: 'POST /v1/chat/completions',
  sampled: undefined,
  method: 'POST',
  path: '/v1/chat/completions',
  status: 200,
  ms: 1,
  firstByteMs: 1,
  aborted: false,
  key: undefined,
  account: new Account(0),
  operation: 'chat',
  dialect: 'openai-chat',
  provider: 'groq',
  model: 'm',
  askedModel: 'm',
  virtualKey: undefined,
  config: undefined,
  target: 'config',
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
  requestHeaders: {},
  responseHeaders: [],
  bodies: { request: body(bytes), response: undefined },
  secrets: [],
});

function recorderOf(bounds: { records?: number; bytes?: number }, spooled?: string[]) {
  const backlog = new Backlog(bounds);
  const made: { id: string; said: number | undefined }[] = [];
  const bugs: unknown[] = [];
  const batches: number[] = [];
  // Each look at it is half a millisecond later.
  let looks = 0;
  const recorder = new Recorder({
    bodyBytes: 1_000_000,
    price: () => ({ tries: [], used: undefined, cost: undefined, saved: undefined }),
    backlog,
    spool: spooled && ((entries) => spooled.push(...entries.map(({ id }) => id))),
    now: () => looks++ / 2,
    sinks: [
      (entries) => batches.push(entries.length),
      (entries) => made.push(...entries.map(({ id, bodies }) => ({ id, said: bodies?.request?.length }))),
    ],
    isHeld: true,
    onBug: (error) => bugs.push(error),
  });
  return { recorder, backlog, made, bugs, batches };
}

describe('the recorder', () => {
  it('lets go what is said beyond its bytes, and records beyond their number, and counts both', () => {
    const { recorder, backlog, made } = recorderOf({ records: 3, bytes: 100 });

    for (const id of ['a', 'b', 'c', 'd']) recorder.take(record(id, 60));
    recorder.finish();

    expect(made).toEqual([
      { id: 'a', said: 60 },
      { id: 'b', said: undefined },
      { id: 'c', said: undefined },
    ]);
    expect(backlog.dropped).toMatchObject({ overflow: 1, bodies: 2 });
  });

  it('has room again for what was let go', () => {
    const { recorder, backlog, made } = recorderOf({ records: 1, bytes: 100 });
    recorder.take(record('a', 60));
    recorder.finish();

    recorder.letGo([{ id: 'a' }]);
    recorder.take(record('b', 60));
    recorder.finish();

    expect(made.map(({ said }) => said)).toEqual([60, 60]);
    expect([backlog.records, backlog.bytes, backlog.dropped.overflow]).toEqual([1, 60, 0]);
  });

  it('leaves to the spool what there is no room for', () => {
    const spooled: string[] = [];
    const { recorder, backlog, made } = recorderOf({ records: 1 }, spooled);

    for (const id of ['a', 'b']) recorder.take(record(id));
    recorder.finish();

    expect([spooled.toSorted(), made.map(({ id }) => id), backlog.dropped.overflow]).toEqual([['a', 'b'], ['a'], 0]);
  });

  it('keeps nobody waiting for long: two milliseconds, and then others come in between', async () => {
    const { recorder, made, batches } = recorderOf({});
    for (let index = 0; index < 100; index++) recorder.take(record(`r${index}`));
    let turns = 0;

    while (made.length < 100) {
      await new Promise((resolve) => setImmediate(resolve));
      turns++;
    }

    expect(Math.max(...batches)).toBe(4);
    expect(batches).toHaveLength(25);
    expect(turns).toBeGreaterThanOrEqual(25);
  });

  it('keeps nothing of what was said where there are more credentials in it than anybody can look for', () => {
    const { recorder, made } = recorderOf({});
    const naming = (id: string, credentials: number): RequestRecord => {
      const headers = Object.fromEntries(Array.from({ length: credentials }, (_, index) => [`h${index}`, `credential-${index}`]));
      const text = Buffer.from(JSON.stringify({ tools: [{ type: 'mcp', headers }] }));
      return {
        ...record(id),
        bodies: {
          request: { contentType: 'application/json', length: text.length, chunks: [text], kept: text.length },
          response: undefined,
        },
      };
    };

    recorder.take(naming('some', 150));
    recorder.take(naming('thousands', 5_000));
    recorder.finish();

    expect(made).toEqual([
      { id: 'some', said: expect.any(Number) },
      { id: 'thousands', said: undefined },
    ]);
  });

  it('goes on after a record that it cannot make', () => {
    const { recorder, backlog, made, bugs } = recorderOf({});
    recorder.take({ ...record('a'), requestHeaders: undefined as unknown as RequestRecord['requestHeaders'] });
    recorder.take(record('b'));

    recorder.finish();

    expect([made.map(({ id }) => id), bugs.length, backlog.records]).toEqual([['b'], 1, 1]);
  });
});
