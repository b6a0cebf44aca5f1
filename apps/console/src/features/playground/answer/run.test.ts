import { describe, expect, it } from '@jest/globals';
import type { ModelCall } from '../../../api/call-model.ts';
import { isOver } from './answer.ts';
import { LiveRun } from './run.ts';

const request = { body: { model: 'large' }, headers: { config: 'pc-main' } };

const ASKED = { request, asked: 'large', workspace: 'team' };

const HEADERS = new Map([
  ['x-portkey-request-id', 'r1'],
  ['x-portkey-provider', 'p'],
]);

/** As much of a response as is read; the browser's own is not there in tests. */
const reply = (type: string, body: unknown = {}) =>
  ({
    headers: { get: (name: string) => (name === 'content-type' ? type : (HEADERS.get(name) ?? null)) },
    json: () => Promise.resolve(body),
  }) as unknown as Response;

const word = (text: string) => JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] });
const END = [JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }), '[DONE]'];

/** A call whose answer comes as these events, and then as nothing more until it is left. */
const streamed = (texts: readonly string[], end: 'closes' | 'stays' = 'closes') => {
  let left: Promise<never> | undefined;
  return {
    call: ({ signal }: ModelCall) => {
      left = new Promise((_, reject) => signal!.addEventListener('abort', () => reject(new DOMException('left', 'AbortError'))));
      left.catch(() => {});
      return Promise.resolve(reply('text/event-stream'));
    },
    async *events() {
      for (const data of texts) yield { data };
      if (end === 'stays') await left;
    },
  };
};

const until = (run: LiveRun, isSo: () => boolean) =>
  isSo() ? Promise.resolve() : new Promise<void>((resolve) => void run.listen(() => isSo() && resolve()));

const over = async (run: LiveRun) => {
  await until(run, () => isOver(run.answer()));
  return run.answer();
};

describe('a call and its answer', () => {
  it('goes by the chat door of the workspace, with the headers that were asked for', async () => {
    const calls: ModelCall[] = [];
    const call = (asked: ModelCall) => (
      calls.push(asked),
      Promise.resolve(reply('application/json', { choices: [{ message: { content: 'Hi' } }] }))
    );

    const answer = await over(new LiveRun(ASKED, { ...streamed([]), call }));

    expect(calls).toMatchObject([
      { path: '/v1/chat/completions', workspace: 'team', body: { model: 'large' }, headers: { 'x-portkey-config': 'pc-main' } },
    ]);
    expect(answer).toMatchObject({ state: 'done', text: 'Hi', logId: 'r1', provider: 'p' });
  });

  it('reads a stream to its end, and knows when its first word came', async () => {
    const answer = await over(new LiveRun(ASKED, streamed([word('Hel'), word('lo'), ...END])));

    expect(answer).toMatchObject({ state: 'done', text: 'Hello', finish: 'stop', logId: 'r1', provider: 'p' });
    expect(answer.firstMs).toBeLessThanOrEqual(answer.totalMs!);
  });

  it('tells of thousands of words a few times, and not each time', async () => {
    const run = new LiveRun(ASKED, streamed([...Array.from({ length: 20_000 }, () => word('word ')), ...END]));
    let told = 0;
    run.listen(() => told++);

    const answer = await over(run);

    expect(answer.text).toHaveLength(100_000);
    expect(told).toBeLessThan(500);
  });

  it('keeps what had come when it broke off', async () => {
    const answer = await over(new LiveRun(ASKED, streamed([word('half ')])));

    expect(answer).toMatchObject({ state: 'failed', text: 'half ' });
    expect(String(answer.error)).toContain('broke off');
  });

  it('says what an error in the stream says', async () => {
    const answer = await over(new LiveRun(ASKED, streamed([word('half '), '{"error":{"message":"out of memory"}}'])));

    expect(answer).toMatchObject({ state: 'failed', text: 'half ' });
    expect(String(answer.error)).toContain('out of memory');
  });

  it('stops when it is told to, and keeps what had come', async () => {
    const run = new LiveRun(ASKED, streamed([word('one ')], 'stays'));
    await until(run, () => run.answer().text !== '');

    run.stop();

    expect(await over(run)).toMatchObject({ state: 'stopped', text: 'one ' });
  });
});
