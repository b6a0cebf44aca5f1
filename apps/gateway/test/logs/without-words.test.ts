import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DatabaseSync } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { call, CHAT } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { filesIn, followed, toldBy } from './all-that-is-kept.ts';
import { recordsIn } from './records-in.ts';

jest.setTimeout(60_000);

const SILENT_KEY = 'silent-key-of-the-file-0123456789';

const FILE = `api_keys: [{ name: silent, key: ${SILENT_KEY}, scopes: [completions.write], log_bodies: false }]\n`;

const MODEL = 'openai/gpt-oss-20b';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

/** Says the words in a question, an answer and a stream, and has them said by a failure. */
async function speak(gateway: InProcess, words: string, trace: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const reply = {
    ...COMPLETION,
    choices: [{ index: 0, message: { role: 'assistant', content: `answer ${words}` }, finish_reason: 'stop' }],
  };
  const ask = (nth: number, more: object = {}) =>
    call(`${gateway.url}/v1/chat/completions`, {
      headers: {
        'x-portkey-api-key': ADMIN_KEY,
        'x-portkey-provider': 'groq',
        authorization: 'Bearer gsk-caller-0123456789',
        'x-portkey-trace-id': `${trace}-${nth}`,
        ...headers,
      },
      body: { ...CHAT, model: MODEL, messages: [{ role: 'user', content: `question ${words}` }], ...more },
    });
  upstream.answer = json(reply);
  await ask(1);
  upstream.answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const event = {
      ...COMPLETION,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { content: words }, finish_reason: 'stop' }],
    };
    response.end(`data: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`);
  };
  await ask(2, { stream: true });
}

const start = (environment: Readonly<Record<string, string>> = {}) =>
  startInProcess({ GROQ_BASE_URL: `${upstream.origin}/v1`, SLUICE_LOG_SPOOL: 'on', ...environment }, FILE);

async function keyByApi(gateway: InProcess): Promise<string> {
  const { json: made } = await call(`${gateway.url}/v1/api-keys/organisation/service`, {
    headers: { 'x-portkey-api-key': ADMIN_KEY },
    body: { name: 'silent by API', scopes: ['completions.write'], defaults: { log_bodies: false } },
  });
  return made.key;
}

const WAYS = [
  { way: 'with SLUICE_LOG_BODIES=off', environment: { SLUICE_LOG_BODIES: 'off' }, headers: async () => ({}) },
  { way: 'with x-portkey-debug: false', environment: {}, headers: async () => ({ 'x-portkey-debug': 'false' }) },
  {
    way: 'with a key of the config file that wants none kept',
    environment: {},
    headers: async () => ({ 'x-portkey-api-key': SILENT_KEY }),
  },
  {
    way: 'with a key made by the API that wants none kept',
    environment: {},
    headers: async (gateway: InProcess) => ({ 'x-portkey-api-key': await keyByApi(gateway) }),
  },
];

describe('what was said in a call', () => {
  it.each(WAYS)('is nowhere $way, and what it used and cost is there all the same', async ({ environment, headers }) => {
    const gateway = await start(environment);
    try {
      const mine = await headers(gateway);
      const tail = await followed(gateway.url);
      const other = new DatabaseSync(join(gateway.dataDir, 'logs.db'));
      // The spool lets go of what the database has: so long as that is held, all is in the spool.
      other.exec('begin immediate');
      await speak(gateway, 'pomegranate-orchard', 'unspoken', mine);
      await speak(gateway, 'lighthouse-keeper', 'spoken', {});
      const spool = () => [...filesIn(join(gateway.dataDir, 'spool')).values()].map(String).join('');
      await eventually(() => spool().includes('spoken-2'), 'the spool has no record');
      const spooled = spool();
      other.exec('commit');
      other.close();
      const records = () => recordsIn(gateway.dataDir);
      await eventually(async () => (await records()).length >= 4, 'there are no records');
      await eventually(() => tail.text().includes('"spoken-2"'), 'the tail tells of none');

      const told = await toldBy(gateway.url);
      await tail.end();
      const metrics = (await call(`${gateway.url}/metrics`)).text;
      const kept = await records();
      const places = new Map<string, Buffer | string>([...filesIn(gateway.dataDir), ...told, ['spool', spooled], ['tail', tail.text()]]);
      const found = (words: string) => [...places].filter(([, text]) => text.includes(words)).map(([place]) => place);

      expect(found('pomegranate')).toEqual([]);
      const silent = kept.filter(({ trace }) => trace.startsWith('unspoken'));
      expect(silent.map(({ bodies, used, cost }) => [bodies, used?.input, cost! > 0])).toEqual([
        [undefined, 3, true],
        [undefined, 3, true],
      ]);
      expect(metrics).toMatch(/sluice_tokens_total\{[^}]*\} [1-9]/);
      // Where it may be kept it is found: this search is one that can find.
      expect(found('lighthouse')).toEqual(
        'SLUICE_LOG_BODIES' in environment ? [] : expect.arrayContaining(['export', 'spool', expect.stringMatching(/^log /)]),
      );
    } finally {
      await gateway.stop();
    }
  });
});

describe('a gateway with SLUICE_LOGS=off', () => {
  it('opens no log, answers calls, and says to whoever asks for the log that there is none', async () => {
    const gateway = await start({ SLUICE_LOGS: 'off' });
    try {
      await speak(gateway, 'pomegranate-orchard', 'off', {});
      const admin = (method: string, path: string, body?: object) =>
        call(`${gateway.url}/v1${path}`, { method, headers: { 'x-portkey-api-key': ADMIN_KEY }, ...(body && { body }) });
      const range = 'time_of_generation_min=2026-01-01T00:00:00Z&time_of_generation_max=2026-01-02T00:00:00Z';
      const answers = [
        await admin('GET', '/logs'),
        await admin('GET', '/logs/0197b3a8-1111-7000-8000-000000000000'),
        await admin('GET', '/logs/tail?seconds=1'),
        await admin('POST', '/logs', { request: { body: {} }, response: { status: 200 } }),
        await admin('POST', '/logs/exports', { filters: {} }),
        await admin('DELETE', '/logs?user=ada'),
        await admin('POST', '/feedback', { trace_id: 'off-1', value: 1 }),
        await admin('GET', `/analytics/graphs/requests?${range}`),
        await admin('GET', `/analytics/groups/users?${range}`),
        await admin('GET', '/experiments'),
      ];

      expect(answers.map(({ status, json: said }) => [status, said?.error?.code])).toEqual(answers.map(() => [400, 'log_off']));
      expect(answers[0]!.json.error.message).toContain('SLUICE_LOGS=on');
      expect((await admin('GET', '/api-keys')).status).toBe(200);
      expect((await call(`${gateway.url}/openapi.json`)).status).toBe(200);
      expect((await call(`${gateway.url}/metrics`)).text).toMatch(/sluice_tokens_total\{[^}]*\} [1-9]/);
      expect(['logs.db', 'spool'].filter((name) => existsSync(join(gateway.dataDir, name)))).toEqual([]);
    } finally {
      await gateway.stop();
    }
  });
});
