import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { adaptersOf } from './support/adapters.ts';
import { call, CHAT } from './support/call.ts';
import { eventually } from './support/gateway.ts';
import { connect } from './support/realtime-client.ts';
import { startRealtimeUpstream } from './support/realtime-upstream.ts';
import { KEY, startRelay, type RecordedRelay } from './support/recorded-relay.ts';
import { json, startUpstream, type Upstream } from './support/upstream.ts';
import type { Try } from '@sluice/core';
import type { Recording } from '../src/http/routed-record.ts';
import type { RequestRecord } from '../src/log/request-record.ts';

const CHUNKS = [
  { choices: [{ index: 0, delta: { content: 'Paris' }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
].map((event) => `data: ${JSON.stringify(event)}\n\n`);

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const headers = { 'x-portkey-api-key': 'key', 'x-portkey-provider': 'groq', authorization: 'Bearer gsk-0123456789' };

let upstream: Upstream;
let relay: RecordedRelay;

const start = async (recording: Partial<Recording> = {}) => {
  relay = await startRelay(await adaptersOf('groq'), `${upstream.origin}/v1`, recording);
};

const ask = (more: Record<string, string> = {}, body: object = CHAT) =>
  call(`${relay.url}/v1/chat/completions?x=secret`, { headers: { ...headers, ...more }, body });

/** The record of the only request so far, or of the last of several. */
async function record(count = 1): Promise<RequestRecord> {
  await eventually(() => relay.records.length >= count, `there are ${count} records`);
  return relay.records.at(-1)!;
}

const over = (tried: Try) => eventually(() => tried.ended !== undefined, 'the try is over');

beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(async () => {
  await relay.close();
  await upstream.close();
});

describe('the record of a request', () => {
  it('knows who called what, and refers to its account', async () => {
    await start();

    const { headers: told } = await ask();

    const kept = await record();
    expect(kept).toMatchObject({
      id: told['x-portkey-request-id'],
      trace: told['x-portkey-request-id'],
      parentSpan: undefined,
      spanName: 'POST /v1/chat/completions',
      path: '/v1/chat/completions',
      status: 200,
      key: { id: 'key-ci', name: 'ci', workspace: 'lab' },
      operation: 'chat',
      dialect: 'openai-chat',
      provider: 'groq',
      askedModel: CHAT.model,
      rescued: false,
      bodies: undefined,
      responseHeaders: undefined,
    });
    const [tried] = kept.account!.tries;
    expect(kept.account!.tries).toHaveLength(1);
    expect(tried).toMatchObject({ why: 'first', status: 200, body: undefined });
    const { arrived, parsed, planned } = kept.account!;
    const moments = [arrived, parsed, planned, tried!.started, tried!.connected, tried!.firstByte, tried!.ended, arrived + kept.ms];
    expect(moments.every((moment) => typeof moment === 'number')).toBe(true);
    expect(moments.toSorted((left, right) => left! - right!)).toEqual(moments);
  });

  it('has the moment of a connection only where one had to be made', async () => {
    await start();

    await ask();
    await ask();
    await record(2);

    const connected = relay.records.map(({ account }) => account!.tries[0]!.connected);
    expect(connected).toEqual([expect.any(Number), undefined]);
  });

  it('has a connection that was made for each of several that ask at once', async () => {
    await start();

    await Promise.all(Array.from({ length: 5 }, () => ask()));
    await record(5);

    for (const { account } of relay.records) {
      const { started, connected, firstByte } = account!.tries[0]!;
      expect(connected).toBeGreaterThanOrEqual(started);
      expect(connected).toBeLessThanOrEqual(firstByte!);
    }
  });

  it('has no connection where there was none to be had', async () => {
    await start();
    await upstream.close();

    await ask();

    expect((await record()).account!.tries).toMatchObject([
      { connected: undefined, firstByte: undefined, fault: 'unreachable', status: 502 },
    ]);
  });

  it('is told as begun as soon as its caller is known, and not where nobody may call', async () => {
    await start({ keepsBodies: () => 0 });

    await ask();
    await ask({ 'x-portkey-api-key': '', authorization: 'Bearer sk-sluice-unknown' });
    await record(2);

    expect(relay.begun).toMatchObject([{ id: relay.records[0]!.id, path: '/v1/chat/completions', key: { id: 'key-ci' } }]);
    expect(relay.records[1]).toMatchObject({ status: 401, key: undefined, account: { tries: [] } });
  });

  it('stands in a trace, and providers are told of the try that they are', async () => {
    await start();

    const { headers: told } = await ask({ traceparent: TRACEPARENT, tracestate: 'a=b' });

    const kept = await record();
    expect(told['x-portkey-trace-id']).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(kept).toMatchObject({ trace: '0af7651916cd43dd8448eb211c80319c', parentSpan: 'b7ad6b7169203331', sampled: true });
    expect(upstream.received[0]!.headers).toMatchObject({
      traceparent: `00-0af7651916cd43dd8448eb211c80319c-${kept.account!.tries[0]!.span}-01`,
      tracestate: 'a=b',
    });
  });

  it('is a matter of nobody upstream unless the operator wants it', async () => {
    await start();
    await ask();
    await relay.close();
    await start({ traceUpstream: true });

    await ask();

    const { id, account } = await record();
    const [without, with_] = upstream.received.map(({ headers: sent }) => sent['traceparent']);
    expect(without).toBeUndefined();
    expect(with_).toBe(`00-${id.replaceAll('-', '')}-${account!.tries[0]!.span}-01`);
  });
});

describe('what was said', () => {
  it('is held with headers, as it came and as it left', async () => {
    await start({ keepsBodies: (caller) => (caller.key === KEY ? 100_000 : 0) });

    const reply = await ask();

    const { bodies, responseHeaders, requestHeaders, account } = await record();
    expect(Buffer.concat(bodies!.request!.chunks).toString()).toBe(JSON.stringify(CHAT));
    expect(Buffer.concat(bodies!.response!.chunks).toString()).toBe(reply.text);
    expect(account!.tries[0]!.body!.toString()).toBe(upstream.received[0]!.body.toString());
    expect(requestHeaders['x-portkey-provider']).toBe('groq');
    expect(responseHeaders).toEqual(expect.arrayContaining(['content-type', 'x-portkey-provider', 'groq']));
  });

  it('is held of a stream piece by piece', async () => {
    await start({ keepsBodies: () => 100_000 });
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const chunk of CHUNKS) response.write(chunk);
      response.end();
    };

    const reply = await ask({}, { ...CHAT, stream: true });

    const { bodies, streamed, dialect, account } = await record();
    expect({ streamed, dialect }).toEqual({ streamed: true, dialect: 'openai-chat' });
    expect(Buffer.concat(bodies!.response!.chunks).toString()).toBe(reply.text);
    expect(account!.tries[0]!.firstToken).toBeGreaterThanOrEqual(account!.tries[0]!.firstByte!);
  });

  it('is held of an error', async () => {
    await start({ keepsBodies: () => 100_000 });
    upstream.answer = json({ error: { message: 'no' } }, 500);

    const reply = await ask();

    const { bodies, account } = await record();
    expect(Buffer.concat(bodies!.response!.chunks).toString()).toBe(reply.text);
    expect(account!.tries).toMatchObject([{ status: 500, fault: 'upstream_error' }]);
  });
});

describe('a request whose caller has gone', () => {
  it('has its try ended a moment later, with what it may have cost', async () => {
    await start();
    const gone = new AbortController();
    upstream.answer = () => gone.abort();

    await fetch(`${relay.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ ...CHAT, messages: [{ role: 'user', content: 'forty letters are about ten tokens here.' }] }),
      signal: gone.signal,
    }).catch(() => {});

    const kept = await record();
    const [tried] = kept.account!.tries;
    await over(tried!);
    expect(kept).toMatchObject({ status: 499, aborted: true, provider: 'groq' });
    expect(tried).toMatchObject({ fault: 'cancelled', lost: false, estimatedInput: 11 });
  });
});

describe('a WebSocket', () => {
  it('is one try, from its handshake to its end', async () => {
    const voices = await startRealtimeUpstream();
    relay = await startRelay(await adaptersOf('openai'), `${voices.origin}/v1`);
    const session = await connect(`${relay.url}/v1/realtime?model=gpt-realtime`, {
      headers: { ...headers, 'x-portkey-provider': 'openai' },
    });

    session.socket.close();

    const kept = await record();
    const [tried] = kept.account!.tries;
    await over(tried!);
    expect(kept).toMatchObject({ status: 101, operation: 'realtime', key: { name: 'ci' } });
    expect(tried).toMatchObject({ status: 101, model: 'gpt-realtime', connected: expect.any(Number), fault: undefined });
    expect(relay.begun).toHaveLength(1);
    await voices.close();
  });
});
