import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isFaultError, type AuthTools, type LocalAnswer, type WireRequest } from '@sluice/provider-sdk';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatExchange } from './exchange.test.support.ts';
import cassette, { writeCassette } from './index.ts';

let root: string;
let folder: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cassette-'));
  folder = join(root, 'cassettes');
  mkdirSync(folder);
  const moments = [50, 80, 81, 140, 200];
  await writeCassette(join(folder, 'demo.jsonl'), {
    name: 'demo',
    exchanges: [
      chatExchange('stream', '', { ms: 40, chunks: moments.map((ms) => [ms, `at ${ms} `]), end_ms: 230 }),
      chatExchange('cut', '', { chunks: [[0, 'half']], cut: true }),
      chatExchange('limited', '{"error":{"message":"slow down"}}', { status: 429, headers: { 'retry-after': '3' } }),
      chatExchange('sound', '', { chunks: [[0, { base64: Buffer.from([0, 255, 1]).toString('base64') }]] }),
      chatExchange('late', 'whole', { ms: 60, chunks: [[60, 'whole']] }),
    ],
  });
  await writeCassette(join(root, 'outside.jsonl'), { name: 'outside', exchanges: [chatExchange('a', 'not yours')] });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Asking {
  readonly settings?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function ask(content: string, { settings = {}, signal = new AbortController().signal }: Asking = {}): Promise<LocalAnswer> {
  const request: WireRequest = {
    method: 'POST',
    url: 'http://cassette.invalid/chat/completions',
    headers: {},
    body: Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] })),
  };
  const signed = await cassette.authorize(request, { cassette: 'demo', directory: folder, ...settings }, {} as AuthTools);
  return cassette.answer!(signed, signal);
}

async function* piecesOf({ body }: LocalAnswer): AsyncGenerator<string> {
  for await (const piece of body instanceof Uint8Array ? [body] : body) yield Buffer.from(piece).toString();
}

const textOf = async (answer: LocalAnswer) => {
  let text = '';
  for await (const piece of piecesOf(answer)) text += piece;
  return text;
};

/** A timer may be early by a part of a millisecond. */
const EARLY_MS = 1.5;

describe('the cassette provider', () => {
  it('sends each piece at its own moment and none before it', async () => {
    const began = performance.now();

    const answer = await ask('stream');
    const headersMs = performance.now() - began;
    const early: string[] = [];
    let text = '';
    for await (const piece of piecesOf(answer)) {
      if (performance.now() - began < Number(piece.replace('at ', '')) - EARLY_MS) early.push(piece);
      text += piece;
    }

    expect(headersMs).toBeGreaterThan(40 - EARLY_MS);
    expect(early).toEqual([]);
    expect(text).toBe('at 50 at 80 at 81 at 140 at 200 ');
    expect(performance.now() - began).toBeGreaterThan(230 - EARLY_MS);
  });

  it('makes up for a reader that was slow: moments are counted from the beginning', async () => {
    const answer = await ask('stream', { settings: { speed: '1' } });
    const began = performance.now();
    const pieces = piecesOf(answer);

    await pieces.next();
    while (performance.now() - began < 300) await new Promise((resolve) => setImmediate(resolve));
    const late = performance.now();
    for (let next = await pieces.next(); !next.done; next = await pieces.next());

    // One gap after another it would be 180 ms more.
    expect(performance.now() - late).toBeLessThan(120);
  });

  it('goes faster when told, and at once at 0', async () => {
    const timed = async (speed: string) => {
      const began = performance.now();
      await textOf(await ask('stream', { settings: { speed } }));
      return performance.now() - began;
    };

    expect(await timed('0')).toBeLessThan(110);
    expect(await timed('0.5')).toBeGreaterThan(460 - EARLY_MS);
  });

  it('gives statuses, headers and bytes as they were', async () => {
    const limited = await ask('limited');
    const sound = await ask('sound');

    expect([limited.status, limited.headers, await textOf(limited)]).toEqual([
      429,
      { 'retry-after': '3' },
      '{"error":{"message":"slow down"}}',
    ]);
    expect(sound.body).toEqual(Buffer.from([0, 255, 1]));
  });

  it('breaks where the connection broke', async () => {
    const answer = await ask('cut');

    await expect(textOf(answer)).rejects.toThrow('the connection broke here');
  });

  it('gives a whole answer at its time, in one piece', async () => {
    const began = performance.now();

    const { body } = await ask('late');

    expect(body).toEqual(Buffer.from('whole'));
    expect(performance.now() - began).toBeGreaterThan(60 - EARLY_MS);
  });

  it('stops when its caller has gone', async () => {
    const gone = new AbortController();
    const answer = await ask('stream', { signal: gone.signal });
    const pieces = piecesOf(answer);
    await pieces.next();

    gone.abort();

    await expect(pieces.next()).rejects.toThrow(/abort/i);
  });

  it.each(['../outside', '..', 'demo.jsonl', '/etc/passwd', 'Demo', ''])('plays nothing from outside its folder: %j', async (name) => {
    const fault = await ask('a', { settings: { cassette: name } }).catch((error: unknown) => (isFaultError(error) ? error.fault : error));

    expect(fault).toMatchObject({ kind: 'invalid_request', param: 'cassette' });
  });

  it.each([
    ['speed', 'fast'],
    ['speed', '-1'],
    ['repeat', 'always'],
    ['onMiss', 'guess'],
  ])('does not guess what %s %j means', async (name, value) => {
    await expect(ask('a', { settings: { [name]: value } })).rejects.toThrow(`"${value}" is not`);
  });

  it('says what is missing as a provider would, with a status', async () => {
    const { status, body } = await ask('never asked');
    const none = ask('a', { settings: { cassette: 'other' } });

    expect([status, JSON.parse(Buffer.from(body as Uint8Array).toString())]).toEqual([
      404,
      { error: expect.objectContaining({ code: 'not_recorded', message: expect.stringContaining('differs in messages') }) },
    ]);
    await expect(none).rejects.toThrow('there is no cassette "other" here');
  });

  it('answers many at a time with a recording each', async () => {
    await writeCassette(join(folder, 'many.jsonl'), {
      name: 'many',
      exchanges: [1, 2, 3, 4].map((at) => chatExchange('same', `${at}`, {}, at)),
    });

    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('same', { settings: { cassette: 'many' } })));

    expect((await Promise.all(answers.map(textOf))).toSorted()).toEqual(['1', '2', '3', '4']);
  });

  it('plays a new recording of an old name from its beginning', async () => {
    const again = (text: string) => writeCassette(join(folder, 'again.jsonl'), { name: 'again', exchanges: [chatExchange('a', text)] });
    const settings = { cassette: 'again' };

    await again('before');
    const before = await textOf(await ask('a', { settings }));
    await again('afterwards');

    expect([before, await textOf(await ask('a', { settings }))]).toEqual(['before', 'afterwards']);
  });
});
