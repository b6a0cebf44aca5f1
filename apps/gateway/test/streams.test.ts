import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import type { ServerResponse } from 'node:http';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { call, CHAT } from './support/call.ts';
import { json, startUpstream, type Upstream } from './support/upstream.ts';

let upstream: Upstream;
let gateway: Gateway;
let chat: string;

const IDLE_MS = 400;
const FIRST_EVENT_MS = 700;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({
    environment: {
      GROQ_BASE_URL: `${upstream.origin}/openai/v1`,
      OPENAI_BASE_URL: `${upstream.origin}/v1`,
      SLUICE_IDLE_TIMEOUT_MS: String(IDLE_MS),
      SLUICE_FIRST_EVENT_TIMEOUT_MS: String(FIRST_EVENT_MS),
      SLUICE_FIRST_BYTE_TIMEOUT_MS: '900',
    },
  });
  chat = `${gateway.url}/v1/chat/completions`;
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const groq = { 'x-portkey-provider': 'groq', authorization: 'k' };
const openai = { 'x-portkey-provider': 'openai', authorization: 'k' };
const STREAM = { ...CHAT, stream: true };

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] })}\n\n`;
const TEXT = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ content: 'Grüße 🌍 ' }),
  chunk({ content: 'Paris' }),
  chunk({}, 'stop'),
  'data: [DONE]\n\n',
];

const open = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req_9' });
  response.flushHeaders();
  response.socket!.setNoDelay(true);
};

const streaming =
  (...pieces: readonly (string | Buffer)[]) =>
  async (response: ServerResponse) => {
    open(response);
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };

const send = (headers: Record<string, string> = groq, body: object = STREAM) => call(chat, { headers, body });

describe('a stream', () => {
  it('comes down byte for byte, as text/event-stream and nothing more', async () => {
    upstream.answer = streaming(...TEXT);

    const reply = await send();

    expect(reply.status).toBe(200);
    expect(reply.text).toBe(TEXT.join(''));
    expect(reply.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-request-id': 'req_9', 'x-portkey-provider': 'groq' });
  });

  it('comes down the same wherever it is cut, with any line ends, comments and data of several lines', async () => {
    const variants = [
      TEXT.join(''),
      TEXT.join('').replaceAll('\n', '\r\n'),
      TEXT.join('').replaceAll('\n', '\r'),
      `: hello\n\n${TEXT.slice(0, 2).join(': ping\n\n')}event: message\nid: 7\n${TEXT.slice(2).join('')}`,
      'data: {"choices":[{"index":0,\ndata: "delta":{},"finish_reason":\ndata: "stop"}]}\n\ndata: [DONE]\n\n',
    ];

    for (const variant of variants) {
      const bytes = Buffer.from(variant);
      for (let at = 1; at < bytes.length; at += variant === variants[0] ? 1 : 7) {
        upstream.answer = streaming(bytes.subarray(0, at), bytes.subarray(at));

        const reply = await send();

        expect([at, reply.status, reply.text]).toEqual([at, 200, variant]);
      }
    }
  }, 60_000);

  it('shows event k to the client before the provider has sent event k+1', async () => {
    let next: (() => void) | undefined;
    upstream.answer = async (response) => {
      open(response);
      for (const piece of TEXT) {
        const confirmed = new Promise<void>((resolve) => (next = resolve));
        response.write(piece);
        await confirmed;
      }
      response.end();
    };
    let seen = '';

    const reply = await fetch(chat, {
      method: 'POST',
      headers: { ...groq, 'content-type': 'application/json' },
      body: JSON.stringify(STREAM),
    });
    const decoder = new TextDecoder();
    for await (const piece of reply.body!) {
      seen += decoder.decode(piece, { stream: true });
      if (TEXT.some((_, index) => seen === TEXT.slice(0, index + 1).join(''))) next!();
    }

    expect(seen).toBe(TEXT.join(''));
  });

  it('carries one event of a megabyte, and ten thousand tiny ones', async () => {
    const big = chunk({ content: 'é'.repeat(500_000) });
    upstream.answer = streaming(big.slice(0, 100_001), big.slice(100_001), ...TEXT.slice(3));
    const one = await send();
    const tiny = Array.from({ length: 10_000 }, (_, index) => `data: {"n":${index}}\n\n`);
    upstream.answer = async (response) => {
      open(response);
      for (const event of tiny) if (!response.write(event)) await new Promise((resolve) => response.once('drain', resolve));
      response.end(TEXT.slice(3).join(''));
    };
    const many = await send();

    expect(one.text).toBe(big + TEXT.slice(3).join(''));
    expect(many.text).toBe(tiny.join('') + TEXT.slice(3).join(''));
  });

  it('passes on an event that is not JSON, and the rest', async () => {
    upstream.answer = streaming(TEXT[0]!, 'data: {oops\n\n', ...TEXT.slice(1));

    expect((await send()).text).toBe([TEXT[0], 'data: {oops\n\n', ...TEXT.slice(1)].join(''));
  });
});

describe('the end of a stream', () => {
  const error = (text: string) => JSON.parse(text.split('data: ').at(-1)!) as { error: { message: string; code: string } };

  it('is given the mark that the provider left out, and nothing more', async () => {
    upstream.answer = streaming(...TEXT.slice(0, 4));

    expect((await send()).text).toBe(TEXT.join(''));
  });

  it('is clean with the mark alone', async () => {
    upstream.answer = streaming(TEXT[0]!, TEXT[1]!, TEXT[4]!);

    expect((await send()).text).toBe([TEXT[0], TEXT[1], TEXT[4]].join(''));
  });

  it('takes a last event without its blank line for what it says', async () => {
    upstream.answer = streaming(...TEXT.slice(0, 4), 'data: [DONE]');
    const done = await send();
    upstream.answer = streaming(...TEXT.slice(0, 3), TEXT[3]!.trimEnd());
    const finished = await send();

    expect(done.text).toBe([...TEXT.slice(0, 4), 'data: [DONE]'].join(''));
    expect(finished.text).toBe(TEXT.join(''));
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['is closed before its answer is finished', (response) => response.end(), 'stream_broken'],
    ['is reset', (response) => response.socket!.resetAndDestroy(), 'stream_broken'],
    ['falls silent', () => {}, 'deadline_exceeded'],
  ])('is an error in band when the stream %s', async (_how, end, code) => {
    upstream.answer = async (response) => {
      open(response);
      response.write(TEXT[0]! + TEXT[1]!);
      await new Promise((resolve) => setTimeout(resolve, 30));
      response.write(TEXT[2]!.slice(0, 20));
      await new Promise((resolve) => setTimeout(resolve, 30));
      end(response);
    };

    const reply = await send();

    expect(reply.status).toBe(200);
    expect(reply.cut).toBe(false);
    expect(reply.text.startsWith(TEXT[0]! + TEXT[1]!)).toBe(true);
    expect(reply.text).not.toContain('[DONE]');
    expect(reply.text.slice((TEXT[0]! + TEXT[1]!).length)).toMatch(/^data: \{"error":\{.*\}\}\n\n$/);
    expect(error(reply.text).error.code).toBe(code);
  });

  it('closes the provider’s connection when it gives up on it', async () => {
    upstream.answer = (response) => {
      open(response);
      response.write(TEXT[0]);
    };

    await send();

    await expect(upstream.received.at(-1)!.hungUp).resolves.toBeUndefined();
  });

  it('is the provider’s own error event where it sent one', async () => {
    const own =
      'event: error\ndata: {"error":{"message":"tool call failed","type":"invalid_request_error","code":"tool_use_failed","status_code":400}}\n\n';
    upstream.answer = streaming(TEXT[0]!, own);
    const named = await send();
    upstream.answer = streaming(TEXT[0]!, own.split('\n').slice(1).join('\n'));
    const plain = await send();
    upstream.answer = streaming(own);
    const first = await send();

    expect(named.text).toBe(TEXT[0] + own);
    expect(plain.text).toBe(TEXT[0] + own.split('\n').slice(1).join('\n'));
    expect(first.text).toBe(own);
  });

  it('is clean only when all of several answers have finished', async () => {
    const of = (index: number, text: string) => text.replace('"index":0', `"index":${index}`);
    const body = { ...STREAM, n: 2 };
    upstream.answer = streaming(TEXT[1]!, of(1, TEXT[1]!), TEXT[3]!);
    const one = await send(openai, body);
    upstream.answer = streaming(TEXT[1]!, of(1, TEXT[1]!), TEXT[3]!, of(1, TEXT[3]!));
    const both = await send(openai, body);

    expect(one.text).not.toContain('[DONE]');
    expect(error(one.text).error.code).toBe('stream_broken');
    expect(both.text).toMatch(/data: \[DONE\]\n\n$/);
  });

  it('is an error when an event never ends, long before memory does', async () => {
    const piece = 'x'.repeat(1024 * 1024);
    const endless = (head: string) => async (response: ServerResponse) => {
      open(response);
      response.write(head);
      for (let index = 0; index < 200 && !response.destroyed; index++) {
        if (!response.write(piece))
          await Promise.race([
            new Promise((resolve) => response.once('drain', resolve)),
            new Promise((resolve) => response.once('close', resolve)),
          ]);
      }
    };
    upstream.answer = endless('data: {"x":"');
    const first = await send();
    upstream.answer = endless(`${TEXT[0]}data: {"x":"`);
    const later = await send();

    expect([first.status, first.json.error.code]).toEqual([502, 'unreadable_reply']);
    expect(error(later.text).error).toMatchObject({ code: 'stream_broken', message: expect.stringContaining('does not end') });
  }, 20_000);

  it('of pictures and sound is their last event where they are in OpenAI’s words, else the connection’s', async () => {
    const form = Buffer.from('--XX\r\nContent-Disposition: form-data; name="model"\r\n\r\nm\r\n--XX--\r\n');
    const ask = () =>
      call(`${gateway.url}/v1/audio/transcriptions`, {
        headers: { ...openai, 'content-type': 'multipart/form-data; boundary=XX' },
        body: form,
      });
    const delta = 'data: {"type":"transcript.text.delta","delta":"a"}\n\n';
    const done = 'data: {"type":"transcript.text.done","text":"a"}\n\n';
    upstream.answer = streaming(delta, done);
    const whole = await ask();
    upstream.answer = streaming(delta);
    const cut = await ask();
    upstream.answer = streaming('data: {"own":"words"}\n\n');
    const other = await ask();

    expect(whole.text).toBe(delta + done);
    expect(cut.text.slice(delta.length)).toMatch(/^data: \{"error":/);
    expect(other.text).toBe('data: {"own":"words"}\n\n');
  });

  it('of the Responses API is its last event, and an error in its own words where that is missing', async () => {
    const events = ['response.created', 'response.output_text.delta', 'response.completed'].map(
      (type, index) =>
        `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: index, ...(type === 'response.output_text.delta' ? { delta: 'x' } : { response: { id: 'r', usage: { input_tokens: 4 } } }) })}\n\n`,
    );
    const url = `${gateway.url}/v1/responses`;
    const body = { model: 'm', input: 'x', stream: true };
    upstream.answer = streaming(...events);
    const whole = await call(url, { headers: openai, body });
    upstream.answer = streaming(...events.slice(0, 2));
    const cut = await call(url, { headers: openai, body });

    expect(whole.text).toBe(events.join(''));
    expect(cut.text.slice(events.slice(0, 2).join('').length)).toMatch(/^event: error\ndata: \{"type":"error","code":"stream_broken"/);
  });
});

describe('a pass-through reply', () => {
  it('shows its headers before it has a byte to show', async () => {
    let finish: (() => void) | undefined;
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      finish = () => response.end('data: 1\n\n');
    };

    // Resolves with the headers; the body comes only after that.
    const reply = await fetch(`${gateway.url}/v1/own/stream`, { headers: groq, signal: AbortSignal.timeout(IDLE_MS) });
    finish!();

    expect([reply.status, await reply.text()]).toEqual([200, 'data: 1\n\n']);
  });
});

describe('before the first event', () => {
  it.each<[string, (response: ServerResponse) => void, number]>([
    [
      'an error status',
      (response) =>
        json({ error: { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' } }, 429, { 'retry-after': '7' })(
          response,
          undefined as never,
        ) as void,
      429,
    ],
    ['a stream without an event', (response) => (open(response), void response.end()), 502],
    ['a reset', (response) => void response.socket!.resetAndDestroy(), 502],
    ['silence after the headers', (response) => open(response), 408],
    ['comments and nothing else', (response) => (open(response), void response.write(': wait\n\n')), 408],
    ['silence', () => {}, 408],
  ])('%s is a JSON error with its status', async (_what, answer, status) => {
    upstream.answer = answer;

    const reply = await send();

    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toBe('application/json');
    expect(reply.json).toMatchObject({ status: 'failure', provider: 'groq', error: { message: expect.any(String) } });
    if (status === 408) expect(reply.headers['x-should-retry']).toBe('false');
  });
});

describe('token counts', () => {
  const counted = `data: {"id":"c","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}\n\n`;
  const withNull = (event: string) => event.replace('}\n\n', ',"usage":null}\n\n');

  it('are asked for where they have to be, and hidden from one who did not ask', async () => {
    upstream.answer = streaming(...TEXT.slice(0, 4).map(withNull), counted, TEXT[4]!);

    const reply = await send(openai);

    expect(JSON.parse(upstream.received.at(-1)!.body.toString())).toEqual({ ...STREAM, stream_options: { include_usage: true } });
    expect(reply.text).toBe(TEXT.join(''));
    const records = await gateway.records(1);
    await eventually(
      async () => (await gateway.records(1)).some((record) => record['prompt_tokens'] === 5 && record['completion_tokens'] === 7),
      JSON.stringify(records.at(-1)),
    );
  });

  it('are left in place for one who asked', async () => {
    upstream.answer = streaming(...TEXT.slice(0, 4).map(withNull), counted, TEXT[4]!);

    const reply = await send(openai, { ...STREAM, stream_options: { include_usage: true } });

    expect(reply.text).toBe([...TEXT.slice(0, 4).map(withNull), counted, TEXT[4]].join(''));
  });

  it('are not asked of one that gives them unasked', async () => {
    upstream.answer = streaming(...TEXT);

    await send(groq);

    expect(JSON.parse(upstream.received.at(-1)!.body.toString())).toEqual(STREAM);
  });
});

describe('a caller', () => {
  it('that leaves takes the provider’s connection with it within a second', async () => {
    for (const begun of [true, false]) {
      upstream.answer = (response) => {
        if (!begun) return;
        open(response);
        const timer = setInterval(() => response.write(chunk({ content: 'x' })), 20);
        response.on('close', () => clearInterval(timer));
      };
      const before = upstream.received.length;
      const leaving = new AbortController();
      const asked = fetch(chat, {
        method: 'POST',
        signal: leaving.signal,
        headers: { ...groq, 'content-type': 'application/json' },
        body: JSON.stringify(STREAM),
      });
      if (begun) await (await asked).body!.getReader().read();
      else await eventually(() => upstream.received.length > before, 'the request did not arrive');

      const left = performance.now();
      leaving.abort();
      await asked.catch(() => {});
      await upstream.received.at(-1)!.hungUp;

      expect(performance.now() - left).toBeLessThan(1000);
    }
  });

  it('that does not read holds the provider up, and gets every byte in the end', async () => {
    const event = chunk({ content: 'x'.repeat(10_000) });
    const count = 3000;
    let written = 0;
    upstream.answer = async (response) => {
      open(response);
      for (; written < count; written++) if (!response.write(event)) await new Promise((resolve) => response.once('drain', resolve));
      response.end(TEXT.slice(3).join(''));
    };
    const body = JSON.stringify(STREAM);
    const socket = connect(gateway.port, '127.0.0.1');
    socket.pause();
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\nx-portkey-provider: groq\r\nauthorization: k\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );

    // Longer than the idle limit: time in which the caller holds us up must not count.
    await new Promise((resolve) => setTimeout(resolve, 3 * IDLE_MS));
    const heldAt = written;
    let bytes = 0;
    let tail = '';
    socket.on('data', (piece) => {
      bytes += piece.length;
      tail = (tail + piece.toString('latin1')).slice(-200);
    });
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));

    expect(heldAt).toBeLessThan(count);
    expect(bytes).toBeGreaterThan(count * event.length);
    expect(tail).toContain('[DONE]');
  }, 30_000);
});
