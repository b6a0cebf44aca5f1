import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, type Reply } from '../support/call.ts';
import { eventually, launch, startGateway, type Gateway } from '../support/gateway.ts';
import { plugin, written } from './hostile-plugins.ts';

/** Speaks a language of its own: whole, or a line at a time. */
const upstream: Server = createServer((request, response) => {
  let text = '';
  request.on('data', (piece: Buffer) => (text += piece.toString()));
  request.on('end', () => {
    const { stream } = text === '' ? { stream: false } : (JSON.parse(text) as { stream?: boolean });
    if (request.url?.includes('refuse')) return void response.writeHead(418).end('{"why":"tea"}');
    response.writeHead(200, { 'content-type': stream ? 'application/x-ndjson' : 'application/json' });
    if (!stream) return void response.end('{"said":"hello"}');
    response.write('{"said":"he"}\n');
    response.end('{"said":"llo","last":true}\n');
  });
});

const EVER = 'while (true) {}';

/** What each does is in its name; `says` is what the error tells, besides the plugin's name. */
const HOSTILE: Readonly<
  Record<string, { readonly parts: Readonly<Record<string, string>>; readonly says: RegExp; readonly streamed?: true }>
> = {
  'throws-in-request': { parts: { request: `() => { throw new Error('no luck'); }` }, says: /failed in chat\.codec\.request: no luck/ },
  'throws-in-reply': { parts: { reply: `() => undefined.x` }, says: /failed in chat\.codec\.reply: Cannot read/ },
  'throws-in-authorize': { parts: { authorize: `async () => { throw null; }` }, says: /failed in authorize: it threw null/ },
  'throws-in-base': { parts: { baseURL: `() => { throw new Error('no base'); }` }, says: /failed in baseURL: no base/ },
  'throws-in-fault': {
    parts: { request: `() => ({ path: '/refuse', body: {} })`, readFault: `() => { throw new Error('no fault'); }` },
    says: /failed in readFault: no fault/,
  },
  'throws-in-stream': {
    parts: { reader: `() => ({ read() { throw new Error('mid'); }, end: () => [] })` },
    says: /chat\.codec\.stream\.read: mid/,
    streamed: true,
  },
  'throws-later-in-stream': {
    parts: {
      reader: `() => { let n = 0; return { end: () => [], read() { if (n++) throw new Error('late');
        return [{ choices: [{ index: 0, delta: { role: 'assistant', content: 'he' } }] }]; } }; }`,
    },
    says: /chat\.codec\.stream\.read: late/,
    streamed: true,
  },
  'never-resolves': { parts: { authorize: `() => new Promise(() => {})` }, says: /failed in authorize: nothing came of it for 400 ms/ },
  'never-returns': { parts: { request: `() => { ${EVER} }` }, says: /chat\.codec\.request: it kept the process busy for more than 500 ms/ },
  'never-returns-in-stream': {
    parts: { reader: `() => ({ read() { ${EVER} }, end: () => [] })` },
    says: /stream\.read: it kept the process busy/,
    streamed: true,
  },
  'gives-garbage': { parts: { request: `() => 42` }, says: /it gave 42 in place of a draft/ },
  'gives-a-bad-path': { parts: { request: `() => ({ path: 'say', body: {} })` }, says: /it gave the path "say"/ },
  'gives-no-json': { parts: { request: `() => ({ path: '/say', body: { a: 1n } })` }, says: /chat\.codec\.request: .*BigInt/ },
  'gives-a-circle': { parts: { reply: `() => { const a = { choices: [] }; a.a = a; return a; }` }, says: /circular/ },
  'gives-no-choices': { parts: { reply: `() => ({ said: 'x' })` }, says: /"choices" is no list/ },
  'gives-a-bad-header': {
    parts: { authorize: `(request) => ({ ...request, headers: { 'x-a': 'b\\r\\nc: d' } })` },
    says: /header "x-a" has letters/,
  },
  'gives-no-request': { parts: { authorize: `() => undefined` }, says: /in place of a request/ },
  'gives-no-address': { parts: { baseURL: `() => 'ftp://x'` }, says: /which is no http or https address/ },
  'gives-no-fault': {
    parts: { request: `() => ({ path: '/refuse', body: {} })`, readFault: `() => ({ kind: 'cancelled', message: 'x' })` },
    says: /the fault "cancelled"/,
  },
  'gives-no-chunks': {
    parts: { reader: `() => ({ read: () => 'x', end: () => [] })` },
    says: /in place of a list of chunks/,
    streamed: true,
  },
  'gives-no-reader': { parts: { reader: `() => 7` }, says: /a reader without the functions/, streamed: true },
  floods: {
    parts: { reader: `() => ({ read: () => new Array(1e6).fill({ choices: [] }), end: () => [] })` },
    says: /1000000 chunks of one frame/,
    streamed: true,
  },
  'changes-its-call': {
    parts: { request: `(call) => { call.messages.length = 0; return { path: '/say', body: {} }; }` },
    says: /chat\.codec\.request: Cannot assign to read only property/,
  },
  'changes-its-settings': {
    parts: { baseURL: `(settings) => { settings.x = 1; return process.env.UPSTREAM; }` },
    says: /baseURL: Cannot add property x/,
  },
  // To look at what a plugin throws, gives or promises is to call it.
  'throws-what-hangs': {
    parts: { request: `() => { throw { get message() { ${EVER} } }; }` },
    says: /chat\.codec\.request: it kept the process busy/,
  },
  'throws-a-proxy': {
    parts: { request: `() => { throw new Proxy({}, { getOwnPropertyDescriptor() { ${EVER} }, has() { ${EVER} } }); }` },
    says: /it kept the process busy/,
  },
  'throws-what-throws': {
    parts: { request: `() => { throw { get message() { throw this; } }; }` },
    says: /it threw something that cannot be read/,
  },
  'promises-by-itself': { parts: { authorize: `() => ({ then() { ${EVER} } })` }, says: /it gave a request with the method undefined/ },
  'promises-later': {
    parts: { authorize: `() => { let n = 0; return { get then() { if (n++) { ${EVER} } return () => {}; } }; }` },
    says: /failed in authorize/,
  },
  'promises-of-its-kind': {
    parts: { authorize: `() => Object.assign(Promise.resolve({}), { get constructor() { ${EVER} } })` },
    says: /failed in authorize: it (?:kept the process busy|gave a request)/,
  },
  'gives-a-getter': { parts: { reply: `() => ({ get choices() { ${EVER} } })` }, says: /it kept the process busy/ },
  'writes-what-hangs': {
    parts: {
      operations: `{ chat: { dialect: 'openai-chat', path: '/x', prepare: (body) => body.setText('x', { toString() { ${EVER} } }) } }`,
    },
    says: /failed in chat\.prepare: a name and a JSON text are wanted/,
  },
  'writes-no-json': {
    parts: { operations: `{ chat: { dialect: 'openai-chat', path: '/x', prepare: (body) => body.set('x', () => 1) } }` },
    says: /failed in chat\.prepare: JSON has no word for a function/,
  },
  'changes-our-prototypes': {
    parts: {
      operations: `{ chat: { dialect: 'openai-chat', path: '/x', prepare: (body) => { Object.getPrototypeOf(body).get = () => { throw new Error('poisoned'); }; } } }`,
    },
    says: /failed in chat\.prepare: Cannot assign to read only property 'get'/,
  },
  'answers-with-what-hangs': {
    parts: {
      answer: `() => ({ status: 200, headers: {}, body: { [Symbol.asyncIterator]: () => ({ next: () => ({ get done() { ${EVER} } }) }) } })`,
    },
    says: /failed in answer: it kept the process busy/,
  },
  'answers-for-the-connection': {
    parts: { authorize: `(request) => ({ ...request, headers: { 'content-length': '1' } })` },
    says: /its header "content-length" is the connection's/,
  },
  'tells-its-secret': {
    parts: {
      fields: `{ apiKey: { type: 'secret', label: 'Key', required: true } }`,
      answer: `() => { throw new Error('refused ' + globalThis.told); }`,
      authorize: `(request, { apiKey }) => { globalThis.told = apiKey + ' ' + btoa(apiKey); return request; }`,
    },
    says: /failed in answer: refused \[redacted\] \[redacted\]/,
  },
  'tells-too-much': {
    parts: {
      request: `() => { const error = new Error('x'); error[Symbol.for('sluice.fault')] = true;
        error.fault = { kind: 'rate_limited', message: 'y'.repeat(3e6), retryAfterMs: Infinity }; throw error; }`,
    },
    says: /^.{0,40}y{3000,4100}$|y{3000}/,
  },
  'says-it-is-another': {
    parts: {
      request: `() => { const error = new Error('x'); error[Symbol.for('sluice.fault')] = true;
        error.fault = { kind: 'plugin_failed', message: 'The plugin "good" failed' }; throw error; }`,
    },
    says: /the fault "plugin_failed", which is none that a plugin may give/,
  },
};

const texts = {
  ...Object.fromEntries(Object.entries(HOSTILE).map(([id, { parts }]) => [id, plugin(id, parts)])),
  'throws-at-load': `throw new Error('no start'); export default {};`,
  'never-loaded': `await new Promise((resolve) => setTimeout(resolve, 100)); throw new Error('too late');`,
  'throws-in-a-timer': plugin('throws-in-a-timer', {
    request: `() => { setTimeout(() => { throw new Error('late'); }, 5); return { path: '/say', body: {} }; }`,
  }),
  'has-an-unheard-error': plugin('has-an-unheard-error', {
    before: `import { EventEmitter } from 'node:events';`,
    request: `() => { setImmediate(() => new EventEmitter().emit('error', new Error('unheard'))); return { path: '/say', body: {} }; }`,
  }),
  'strays-at-load': `setTimeout(() => { throw new Error('stray'); }, 1); Promise.reject(new Error('unwanted')); ${plugin('strays-at-load', {})}`,
  good: plugin('good', {}),
};

let gateway: Gateway;
const ask = (provider: string, body: object = {}): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-provider': provider, authorization: 'Bearer OPERATORS-SECRET-99' },
    body: { model: 'm', messages: [{ role: 'user', content: 'hi' }], ...body },
  });

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  const environment = {
    SLUICE_PLUGINS: written(folder, texts),
    // Far from what a busy machine takes of an innocent call.
    SLUICE_PLUGIN_BUSY_MS: '500',
    SLUICE_PLUGIN_WAIT_MS: '400',
    UPSTREAM: `http://127.0.0.1:${port}`,
  };
  gateway = await startGateway({ folder, environment });
});

afterAll(async () => {
  await gateway.stop();
  upstream.close();
});

/** What is asked of others, whole and streamed, while a plugin does its worst. */
async function others(): Promise<readonly (readonly [number, boolean])[]> {
  const replies = await Promise.all([ask('mock'), ask('mock', { stream: true }), ask('good'), ask('good', { stream: true })]);
  return replies.map(({ status, text }) => [status, /This is the mock|hello|\[DONE\]/.test(text) && !text.includes('"error"')]);
}

const ALL_WELL = Array.from({ length: 4 }, () => [200, true]);

describe('a plugin that', () => {
  it.each(Object.entries(HOSTILE))('%s harms its own request alone, and its error names it', async (id, { says, streamed }) => {
    const [bad, during] = await Promise.all([ask(id, { stream: streamed === true }), others()]);
    const after = await others();

    const told = bad.status === 200 ? bad.text : (bad.json as { error: { message: string } }).error.message;
    if (id !== 'tells-too-much') expect(told.replaceAll('\\"', '"')).toContain(`The plugin "./${id}.mjs"`);
    expect(told.replaceAll('\\"', '"')).toMatch(says);
    if (bad.status !== 200 && id !== 'tells-too-much')
      expect([bad.status, (bad.json as { error: { code: string } }).error.code]).toEqual([expect.any(Number), 'plugin_failed']);
    expect([during, after]).toEqual([ALL_WELL, ALL_WELL]);
  });

  it('throws while it is loaded is left out, named in the log, and named to whoever asks for what nobody else has', async () => {
    const reply = await ask('throws-at-load');

    expect(gateway.output()).toMatch(/"plugin":"\.\/throws-at-load\.mjs".*no start|no start.*"plugin":"\.\/throws-at-load\.mjs"/);
    expect([reply.status, reply.json.error.message]).toEqual([
      400,
      expect.stringMatching(/the plugin "\.\/throws-at-load\.mjs" could not be loaded \(no start\).*"\.\/never-loaded\.mjs"/),
    ]);
    expect(await others()).toEqual(ALL_WELL);
  });

  it.each([
    ['throws-in-a-timer', 'late'],
    ['has-an-unheard-error', 'unheard'],
    ['strays-at-load', 'stray'],
    ['strays-at-load', 'unwanted'],
  ])('%s takes nobody with it, and is named in the log (%s)', async (id, word) => {
    const reply = await ask(id);
    const seen = new RegExp(`${id}\\.mjs"[^\\n]*${word}|${word}[^\\n]*${id}\\.mjs`);

    await eventually(() => seen.test(gateway.output()), `nobody says that ${id} threw`);
    expect([reply.status, await others()]).toEqual([200, ALL_WELL]);
  });

  it('kept the process busy is not called again for a while, so that it keeps nobody waiting', async () => {
    await ask('never-returns');

    const again = await ask('never-returns');

    expect(again.json.error.message).toMatch(/it has kept the process busy, and is not called again for 30 s/);
  });

  it('failed is passed over by a fallback, which is sent what the caller sent', async () => {
    const config = JSON.stringify({ strategy: { mode: 'fallback' }, targets: [{ provider: 'changes-its-call' }, { provider: 'mock' }] });

    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-config': config },
      body: { model: 'm', messages: [{ role: 'user', content: 'still here' }] },
    });

    expect([reply.status, reply.json.choices[0].message.content]).toEqual([200, expect.stringContaining('still here')]);
  });
});

describe('a plugin that keeps the process where nothing can be interrupted', () => {
  it.each([
    ['behind an await of its own', plugin('stuck', { authorize: `async (request) => { await null; ${EVER} return request; }` })],
    ['at the top of its module', EVER],
  ])('%s ends it, and is named', async (_where, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    const environment = {
      SLUICE_PLUGINS: written(folder, { stuck: text, innocent: plugin('innocent', {}) }),
      SLUICE_PLUGIN_STUCK_MS: '1000',
      UPSTREAM: 'http://127.0.0.1:9',
    };
    const stuck = await launch({ folder, environment });
    let gone = false;
    void stuck.exited.then(() => (gone = true));

    await eventually(async () => {
      if (gone) return true;
      const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
      const asked = call(`${stuck.url}/v1/chat/completions`, { headers: { 'x-portkey-provider': 'stuck' }, body });
      await Promise.race([stuck.exited, asked.catch(() => undefined)]);
      return gone;
    }, 'the process is still there');

    expect([await stuck.exited, stuck.output()]).toEqual([
      null,
      expect.stringMatching(/did nothing for 1000 ms but what the plugin "\.\/stuck\.mjs"/),
    ]);
  });
});
