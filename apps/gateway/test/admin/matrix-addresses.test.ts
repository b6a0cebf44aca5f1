import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AdminMeans } from '../../src/admin/means.ts';
import { adminRoutes } from '../../src/admin/routes.ts';
import { call } from '../support/call.ts';
import { ADMIN_KEY, startGateway, type Gateway } from '../support/gateway.ts';

// Declarations alone: nothing is asked of what they would work with.
const addresses = adminRoutes({} as AdminMeans).map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, 'x') }));

/** Other ways to write an address below `/v1`, each of which some router somewhere takes for the same. */
const SPELLINGS: Readonly<Record<string, (path: string) => string>> = {
  'two slashes in front': (path) => `//v1${path}`,
  'two slashes inside': (path) => `/v1/${path}`,
  'a dot segment': (path) => `/v1/.${path}`,
  'an escaped dot segment': (path) => `/v1/%2e${path}`,
  'a way up': (path) => `/v1/models/..${path}`,
  'an escaped way up': (path) => `/v1/models/%2e%2e${path}`,
  'a twice escaped way up': (path) => `/v1/models/%252e%252e${path}`,
  'a way up from above': (path) => `/health/../v1${path}`,
  'a slash at the end': (path) => `/v1${path}/`,
  'an escaped slash': (path) => `/v1%2f${path.slice(1)}`,
  'escaped slashes': (path) => `/v1/${path.slice(1).replaceAll('/', '%2F')}`,
  'a backslash': (path) => `/v1\\${path.slice(1)}`,
  'an escaped backslash': (path) => `/v1%5c${path.slice(1)}`,
  'a parameter of a segment': (path) => `/v1${path};a=b`,
  'a parameter in front': (path) => `/v1;a=b${path}`,
  'a session in the path': (path) => `/v1${path};jsessionid=1`,
  capitals: (path) => `/v1${path.toUpperCase()}`,
  'a capital version': (path) => `/V1${path}`,
  'an escaped letter': (path) => `/v1/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`,
  'a space': (path) => `/v1${path}%20`,
  'a zero byte': (path) => `/v1${path}%00`,
  'a zero byte and an ending': (path) => `/v1${path}%00.json`,
  'an ending': (path) => `/v1${path}.json`,
  'a line break': (path) => `/v1${path}%0d%0a`,
  'a query that looks like a path': (path) => `/v1${path}?/../../health`,
  'a fragment': (path) => `/v1${path}#/health`,
  'the version twice': (path) => `/v1/v1${path}`,
  'the address of another API': (path) => `/openai/v1${path}`,
  'another API inside': (path) => `/v1/openai/v1${path}`,
  'the way to a provider': (path) => `/v1/proxy${path}`,
  'another host in front': (path) => `http://127.0.0.1/v1${path}`,
  'an overlong slash': (path) => `/v1/%c0%af${path.slice(1)}`,
};

/** What a Host header may be made to say. */
const HOSTS = [
  'localhost',
  '127.0.0.1',
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1:99999',
  '127.0.0.1:0',
  'localhost@evil.example',
  'evil.example#localhost',
  'evil.example?localhost',
  'evil.example/v1/health',
  'evil.example/',
  'localhost/health',
  'localhost/v1/../health',
  '127.0.0.1%2fhealth',
  '0.0.0.0',
  '0',
  '2130706433',
  '0x7f000001',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '::1',
  'LOCALHOST',
  'localhost.',
  'localhost, evil.example',
  'localhost:8787:1',
  '169.254.169.254',
  'metadata.google.internal',
  'x'.repeat(4000),
  "' or '1'='1",
  '../../v1/health',
] as const;

/** What was made to be taken for SQL, for a query document, for a line of the log, for a template or for a name of JavaScript's. */
const STRINGS = [
  "' OR '1'='1",
  "' OR 1=1 --",
  "'; DROP TABLE api_keys; --",
  '" OR ""="',
  "1' UNION SELECT hash, hash, hash FROM api_key_hashes --",
  "') OR EXISTS(SELECT 1 FROM api_keys WHERE root=1) --",
  "x' AND pg_sleep(10) --",
  "x'||(SELECT 1)||'",
  '%',
  '_',
  '%%%%%%%%%%%%',
  '*',
  '{"$ne":null}',
  '{"$gt":""}',
  '[$ne]=1',
  '$where: 1 == 1',
  'sk-sluice-%0d%0a{"level":"error","message":"forged"}',
  '","level":"error","message":"forged',
  '\u001b[2Jforged'.replaceAll('\u001b', '%1b'),
  '${jndi:ldap://127.0.0.1/a}',
  '{{constructor.constructor("return 1")()}}',
  '__proto__',
  'constructor',
  'toString',
  'undefined',
  'null',
  'true',
  '0',
  '-1',
  'NaN',
  '[object Object]',
  '../../../../etc/passwd',
  '%00',
  'a'.repeat(8000),
  ',,,,',
  'Bearer Bearer',
  '=;=;=',
] as const;

/** Wherever a credential may stand. */
const CARRIERS: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  'x-portkey-api-key': (text) => ({ 'x-portkey-api-key': text }),
  'x-sluice-api-key': (text) => ({ 'x-sluice-api-key': text }),
  'x-api-key': (text) => ({ 'x-api-key': text }),
  'the bearer token': (text) => ({ authorization: `Bearer ${text}` }),
  'a password of HTTP': (text) => ({ authorization: `Basic ${Buffer.from(`admin:${text}`).toString('base64')}` }),
  'the cookie': (text) => ({ cookie: `sluice_session=${text}` }),
  'the cookie and what shows an own page': (text) => ({
    cookie: `sluice_session=${text}`,
    'x-sluice-csrf': text,
    'sec-fetch-site': 'same-origin',
  }),
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.stop());

const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object) =>
  call(gateway.url + path, { method, headers, ...(method === 'GET' ? {} : { body: body ?? {} }) });

/** Those that were let in, or that something broke at. */
async function letIn(
  questions: readonly { readonly method: string; readonly path: string; readonly headers?: Readonly<Record<string, string>> }[],
) {
  const statuses = await Promise.all(questions.map(async ({ method, path, headers }) => (await ask(method, path, headers)).status));
  return questions
    .map(({ method, path }, index) => `${method} ${path}: ${statuses[index]}`)
    .filter((_, index) => statuses[index]! < 400 || statuses[index]! > 499);
}

describe('without a key', () => {
  it.each(Object.entries(SPELLINGS))('no address of the admin API opens by %s', async (_name, spell) => {
    expect(await letIn(addresses.map(({ method, path }) => ({ method, path: spell(path) })))).toEqual([]);
  });

  it.each(HOSTS.map((host) => [host.slice(0, 60), host] as const))(
    'no address of the admin API opens by the Host %s',
    async (_shown, host) => {
      expect(await letIn(addresses.map(({ method, path }) => ({ method, path: `/v1${path}`, headers: { host } })))).toEqual([]);
    },
  );

  it.each(Object.entries(CARRIERS))('nothing opens by what is no key in %s', async (_name, carry) => {
    const questions = STRINGS.flatMap((text) =>
      [
        { method: 'GET', path: '/v1/virtual-keys' },
        { method: 'POST', path: '/v1/api-keys/organisation/service' },
        { method: 'DELETE', path: '/v1/admin/session' },
      ].map((each) => ({ ...each, headers: carry(text) })),
    );

    const statuses = await Promise.all(questions.map(async ({ method, path, headers }) => (await ask(method, path, headers)).status));

    expect(questions.filter((_, index) => statuses[index] !== 401).map(({ headers }) => headers)).toEqual([]);
  });

  it('nobody signs in by what is no password, nor by what is no link', async () => {
    const own = { origin: gateway.url, 'sec-fetch-site': 'same-origin' };
    const texts = [...STRINGS, 'a\r\n{"level":"error","message":"forged"}'];
    const statuses = await Promise.all(
      texts.flatMap((text) => [
        ask('POST', '/v1/admin/setup', own, { token: text, email: 'x@example.com', password: 'long enough for a password' }),
        ask('POST', '/v1/admin/invites/accept', own, { token: text, password: 'long enough for a password' }),
        ask('POST', '/v1/admin/sessions', own, { email: text, password: text }),
        ask('POST', '/v1/admin/sessions', own, { email: { $ne: null }, password: { $ne: null } }),
      ]),
    ).then((replies) => replies.map(({ status }) => status));

    expect(statuses.filter((status) => ![400, 401, 429].includes(status))).toEqual([]);
    expect(statuses).toContain(401);
  });

  it('nothing of all that has harmed anything, or written a line of its own into the log', async () => {
    const lists = await Promise.all(
      ['/virtual-keys', '/api-keys', '/admin/users', '/audit-logs'].map((path) =>
        ask('GET', `/v1${path}`, { 'x-portkey-api-key': ADMIN_KEY }),
      ),
    );
    const lines = gateway
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('console set-up: '));

    expect(lists.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(lists.slice(0, 3).map(({ json }) => json.data)).toEqual([[], [], []]);
    expect(lines.filter((line) => (JSON.parse(line) as { message?: string }).message === 'forged')).toEqual([]);
    expect(lines.filter((line) => line.includes('a fault of our own'))).toEqual([]);
  });
});

describe('with a key', () => {
  it.each(['//v1/configs', '/v1//configs', '/v1/./configs', '/v1/%2e/configs', '/v1/Configs', '/v1/configs;a=b', '/v1/x/../configs'])(
    'a way of writing an address shows either the very same thing or nothing: %s',
    async (path) => {
      const plain = await ask('GET', '/v1/configs', { 'x-portkey-api-key': ADMIN_KEY });

      const reply = await ask('GET', path, { 'x-portkey-api-key': ADMIN_KEY });

      expect(reply.status === 200 ? reply.json : plain.json).toEqual(plain.json);
      expect([200, 400, 404]).toContain(reply.status);
    },
  );
});
