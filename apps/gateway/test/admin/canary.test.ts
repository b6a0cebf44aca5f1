import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backup } from '@sluice/store';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { adminRoutes } from '../../src/admin/routes.ts';
import type { AdminMeans } from '../../src/admin/means.ts';
import { chat, done } from '../stored/support.ts';
import { call, type Reply } from '../support/call.ts';
import { eventually, startGateway, type Gateway } from '../support/gateway.ts';
import { describeOnPostgres } from '../support/postgres.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';
import { formsOf, hatch } from './canaries.ts';

/** What is left of a gateway's database when it has been written to, as bytes by their names. */
type Remains = () => Promise<Readonly<Record<string, Buffer>>>;

// oxlint-disable jest/valid-title -- The names come from the callers.

function describeCanaries(name: string, open: (folder: string) => Promise<{ readonly url: string; readonly dump: Remains }>): void {
  describe(name, () => {
    const canaries = hatch();
    const encryptionKey = canaries.make('encryption key');
    let folder: string;
    let upstream: Upstream;
    let gateway: Gateway;
    let database: { readonly url: string; readonly dump: Remains };
    let adminKey: string;
    /** Replies that tell no secret on purpose, by what was asked. */
    const replies: [string, Reply][] = [];
    let setupURL: string;
    let slugs: Readonly<Record<string, string>>;

    const ask = async (
      method: string,
      path: string,
      body?: object,
      headers: Readonly<Record<string, string>> = { 'x-portkey-api-key': adminKey },
    ) => call(`${gateway.url}/v1${path}`, { method, headers, ...(body && { body }) });
    const kept = async (method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>) => {
      const reply = await ask(method, path, body, headers);
      replies.push([`${method} ${path}`, reply]);
      return reply;
    };

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sluice-canary-'));
      database = await open(folder);
      // It tells its caller everything, as some do when they are displeased.
      upstream = await startUpstream((response, received) => {
        const { headers, url } = received;
        if (url.includes('hook')) return json({ verdict: true })(response, received);
        return headers['x-fail']
          ? json({ error: { message: `Who is ${JSON.stringify(headers)}?` } }, 401)(response, received)
          : json(COMPLETION)(response, received);
      });
      gateway = await startGateway({
        folder,
        environment: {
          SLUICE_ADMIN_KEY: '',
          SLUICE_LOG_LEVEL: 'debug',
          SLUICE_ENCRYPTION_KEY: encryptionKey,
          SLUICE_DATABASE_URL: database.url,
          GROQ_BASE_URL: upstream.origin,
          TRUSTED_CUSTOM_HOSTS: '127.0.0.1',
        },
      });
      const printed = /^admin key: (\S+)$/m;
      await eventually(() => /^console set-up: /m.test(gateway.output()) && printed.test(gateway.output()), 'nothing was printed');
      adminKey = canaries.told('admin key', printed.exec(gateway.output())![1]!);
      setupURL = /^console set-up: (\S+)$/m.exec(gateway.output())![1]!;
      canaries.told('set-up token', new URL(setupURL).searchParams.get('token')!);
    }, 60_000);
    afterAll(async () => {
      await gateway?.stop();
      await upstream?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('takes secrets of all kinds, and uses them', async () => {
      const once = { 'x-portkey-api-key': adminKey, 'idempotency-key': 'canary' };
      const secretHeaders = { 'x-team-secret': canaries.make('custom header'), authorization2: canaries.make('another custom header') };
      const virtualKey = await done(
        kept('POST', '/virtual-keys', { name: 'vk', provider: 'groq', key: canaries.make('provider key'), custom_headers: secretHeaders }),
      );
      await done(kept('PUT', `/virtual-keys/${virtualKey.slug}`, { key: canaries.make('another provider key') }));
      const aws = { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE', aws_secret_access_key: canaries.make('secret access key') };
      await done(kept('POST', '/virtual-keys', { name: 'aws', provider: 'bedrock', aws_region: 'eu-west-1', ...aws }));
      const integration = await done(
        kept('POST', '/integrations', {
          name: 'in',
          ai_provider_id: 'groq',
          key: canaries.make('key of an integration'),
          configurations: { custom_headers: { 'x-fail': canaries.make('header of an integration') } },
        }),
      );
      const provider = await done(kept('POST', '/providers', { name: 'on it', integration_id: integration.slug }));
      const config = await done(
        kept('POST', '/configs', {
          name: 'c',
          config: {
            provider: 'groq',
            api_key: canaries.make('key in a config'),
            override_params: { api_key: canaries.make('parameter of a config') },
          },
        }),
      );
      await done(
        kept('PUT', `/configs/${config.slug}`, {
          config: { strategy: { mode: 'single' }, targets: [{ provider: 'groq', api_key: canaries.make('key in a later config') }] },
        }),
      );
      const guardrail = await done(
        kept('POST', '/guardrails', {
          name: 'g',
          checks: [
            {
              id: 'default.webhook',
              parameters: { webhookURL: `${upstream.origin}/hook`, headers: { Authorization: canaries.make('header of a guardrail') } },
            },
          ],
        }),
      );
      const hook = `${upstream.origin}/hook`;
      const inJson = JSON.stringify({ Authorization: canaries.make('header in JSON') });
      const inAddress = `${hook}?token=${canaries.make('token in an address')}`;
      const hooks = [
        { id: 'default.webhook', parameters: { webhookURL: hook, headers: inJson } },
        { id: 'default.webhook', parameters: { webhookURL: inAddress } },
      ];
      const jsonGuardrail = await done(kept('POST', '/guardrails', { name: 'in JSON', checks: hooks }));
      const inline = [
        { 'default.webhook': { webhookURL: hook, headers: JSON.stringify({ 'x-team': canaries.make('inline header in JSON') }) } },
      ];
      const inlineGuarded = await done(
        kept('POST', '/configs', {
          name: 'inline',
          config: { virtual_key: virtualKey.slug, input_guardrails: [jsonGuardrail.slug, ...inline] },
        }),
      );
      const mcp = (what: string) => ({
        type: 'mcp',
        server_url: `https://me:${canaries.make(`password of ${what}`)}@mcp.example/?sig=${canaries.make(`signature of ${what}`)}`,
        authorization: canaries.make(`authorization of ${what}`),
        headers: { Authorization: canaries.make(`header of ${what}`) },
        session_token: canaries.make(`session of ${what}`),
      });
      const prompt = { string: 'Hi', parameters: { model: 'm', tools: [mcp('a parameter')] }, tools: [mcp('a tool')] };
      const { slug: prompted } = await done(kept('POST', '/prompts', { name: 'p', slug: 'prompted', ...prompt }));
      await done(kept('PUT', `/prompts/${prompted}`, { tools: [mcp('a later tool')] }));
      const guarded = await done(
        kept('POST', '/configs', { name: 'guarded', config: { virtual_key: virtualKey.slug, input_guardrails: [guardrail.slug] } }),
      );
      const made = await done(ask('POST', '/api-keys/organisation/service', { name: 'k', scopes: ['completions.write'] }, once));
      canaries.told('API key', made.key as string);
      const again = await done(ask('POST', '/api-keys/organisation/service', { name: 'k', scopes: ['completions.write'] }, once));
      const rotated = await done(ask('POST', `/api-keys/${made.id}/rotate`, { key_transition_period_ms: 60_000 }));
      canaries.told('rotated API key', rotated.key as string);
      slugs = {
        virtualKey: virtualKey.slug,
        provider: provider.slug,
        config: config.slug,
        guarded: guarded.slug,
        inline: inlineGuarded.slug,
      };

      const calls = await Promise.all([
        chat(gateway.url, made.key, { 'x-portkey-virtual-key': virtualKey.slug }),
        chat(gateway.url, rotated.key, { 'x-portkey-config': config.slug }),
        chat(gateway.url, rotated.key, { 'x-portkey-config': guarded.slug }),
        chat(gateway.url, rotated.key, { 'x-portkey-provider': `@${provider.slug}` }),
        chat(gateway.url, rotated.key, { 'x-portkey-config': inlineGuarded.slug }),
      ]);
      calls.forEach((reply, index) => replies.push([`call ${index}`, reply]));
      const received = upstream.received.map(({ url, headers }) => url + JSON.stringify(headers)).join('\n');

      expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 401, 200]);
      expect(again).toEqual(made);
      // What is searched for is found where it is.
      expect(canaries.in('what went out', received).toSorted()).toEqual(
        [
          'another provider key',
          'custom header',
          'another custom header',
          'key in a later config',
          'header of a guardrail',
          'header in JSON',
          'token in an address',
          'inline header in JSON',
          'key of an integration',
          'header of an integration',
        ]
          .map((what) => `${what} in what went out`)
          .toSorted(),
      );
    }, 60_000);

    it('signs people in by links, passwords and cookies', async () => {
      const origin = { origin: gateway.url, 'sec-fetch-site': 'same-origin' };
      const token = new URL(setupURL).searchParams.get('token')!;
      const password = canaries.make('password');
      const owner = await ask('POST', '/admin/setup', { token, email: 'owner@example.com', password }, origin);
      const cookie = String(owner.headers['set-cookie']?.[0]).split(';')[0]!;
      canaries.told('session cookie', cookie.split('=')[1]!);
      canaries.told('csrf token', owner.json.csrf_token as string);
      await kept('POST', '/admin/sessions', { email: 'owner@example.com', password: canaries.make('wrong password') }, origin);
      await kept('POST', '/admin/sessions', { email: canaries.make('password for an e-mail'), password: 'x' }, origin);
      const session = await ask('POST', '/admin/sessions', { email: 'owner@example.com', password }, origin);
      canaries.told('second session', String(session.headers['set-cookie']?.[0]).split(';')[0]!.split('=')[1]!);
      const changed = await ask(
        'PUT',
        '/admin/password',
        { current_password: password, password: canaries.make('new password') },
        { ...origin, cookie },
      );
      const invite = await ask('POST', '/admin/users/invites', {
        email: 'member@example.com',
        role: 'member',
        workspaces: [{ id: 'default', role: 'member' }],
      });
      const invited = new URL(String(invite.json.invite_link)).searchParams.get('token')!;
      canaries.told('invite token', invited);
      const resent = await ask('POST', `/admin/users/invites/${invite.json.id}/resend`);
      const second = canaries.told('second invite token', new URL(String(resent.json.invite_link)).searchParams.get('token')!);
      await kept('POST', '/admin/invites/accept', { token: invited, password: canaries.make('password for a dead invite') }, origin);
      const accepted = await ask(
        'POST',
        '/admin/invites/accept',
        { token: second, password: canaries.make('password of a member') },
        origin,
      );

      expect([owner, session, changed, invite, resent, accepted].map(({ status, json: body }) => [status, body.error?.message])).toEqual(
        Array.from({ length: 6 }, () => [200, undefined]),
      );
    }, 60_000);

    it('tells none of them in an error', async () => {
      const key = canaries.make('key in a bad request');
      const bad = [
        await kept('POST', '/virtual-keys', { name: 'x', provider: 'groq', key, nonsense: { deep: key } }),
        await kept('POST', '/virtual-keys', { name: 'x', provider: 'nobody', key }),
        await kept('POST', '/virtual-keys', { name: 'x', slug: slugs['virtualKey'], provider: 'groq', key }),
        await kept('PUT', `/virtual-keys/${slugs['virtualKey']}`, { key: [key] }),
        await kept('PUT', '/virtual-keys/none', { key }),
        await kept('PUT', `/virtual-keys/${slugs['virtualKey']}`, { key }, { 'x-portkey-api-key': adminKey, 'if-match': '"another"' }),
        await kept('POST', '/integrations', {
          name: 'x',
          ai_provider_id: 'groq',
          key,
          configurations: { custom_host: `http://${key}@10.0.0.1/` },
        }),
        await kept('POST', '/configs', { name: 'x', config: { provider: 'nobody', api_key: key } }),
        await kept('POST', '/configs', { name: 'x', config: `{"provider":"groq","api_key":"${key}"` }),
        await kept('POST', '/configs', { name: 'x', config: { provider: 'groq', api_key: { is: key } } }),
        await kept('POST', '/guardrails', {
          name: 'x',
          checks: [{ id: 'default.webhook', parameters: { webhookURL: 'no address', headers: { authorization: key } } }],
        }),
        await kept('POST', '/admin/setup', { token: key, email: 'no e-mail', password: key }),
        await kept('PUT', '/admin/password', { current_password: key, password: key }),
        await kept('GET', '/virtual-keys', undefined, { 'x-portkey-api-key': key }),
        await kept('GET', '/virtual-keys', undefined, { authorization: `Bearer ${key}` }),
        await kept('GET', '/virtual-keys', undefined, { cookie: `sluice_session=${key}` }),
        await call(`${gateway.url}/v1/virtual-keys`, { headers: { 'x-portkey-api-key': adminKey }, body: `{"key":"${key}` }),
      ];

      expect(bad.map(({ status }) => status).filter((status) => status < 400 || status > 499)).toEqual([]);
      expect(bad.flatMap(({ text }, index) => canaries.in(`error ${index}`, text))).toEqual([]);
    }, 60_000);

    it('tells none of them in any reply that is not the one which made it', async () => {
      for (const path of await everyAddress(async (each) => done(kept('GET', each)))) await kept('GET', path);
      const asked = new Set(
        replies.filter(([, { status }]) => status === 200).map(([what]) => what.replace(/[\w-]{20,}|(?<=\/)[a-z]+-[\w-]+/g, '…')),
      );

      expect(asked.size).toBeGreaterThan(20);
      expect(replies.flatMap(([what, { text, headers }]) => canaries.in(what, text + JSON.stringify(headers)))).toEqual([]);
    }, 60_000);

    it('keeps none of them where they can be read, in the log or on the disk', async () => {
      const log = gateway.output().replace(/^(?:admin key|console set-up): .*$/gm, '');
      const packed = new PassThrough();
      const [bytes] = await Promise.all([buffer(packed), backup({ url: database.url }, packed)]);
      const whileRunning = { ...filesIn(folder), ...(await database.dump()) };
      gateway.signal('SIGTERM');
      await gateway.exited;
      const remains = {
        ...whileRunning,
        ...prefixed('after the end: ', filesIn(folder)),
        backup: bytes,
        'backup, unpacked': gunzipSync(bytes),
        log: Buffer.from(log),
      };

      expect(Object.keys(remains)).toEqual(expect.arrayContaining(['backup', 'log']));
      expect(remains['backup, unpacked'].includes('api_key_hashes')).toBe(true);
      expect(log).toContain('/v1/virtual-keys');
      expect(Object.entries(remains).flatMap(([where, found]) => canaries.in(where, found))).toEqual([]);
      expect(canaries.count()).toBeGreaterThan(25);
    }, 60_000);
  });
}

/** Charts are of a time that is named. */
const EVER = 'time_of_generation_min=1970-01-01T00:00:00Z&time_of_generation_max=2100-01-01T00:00:00Z';

/** The addresses that show something, those of single things with each of the things that their list has. */
async function everyAddress(list: (path: string) => Promise<object>): Promise<readonly string[]> {
  const paths = adminRoutes({} as AdminMeans)
    // The live tail has no end; what it tells is what the list of records tells.
    .filter(({ method, path }) => method === 'GET' && path !== '/logs/tail')
    .map(({ path }) => path);
  const fill = async (path: string): Promise<readonly string[]> => {
    const parameter = /\/:\w+/.exec(path);
    if (!parameter) return [path.startsWith('/analytics/') ? `${path}?${EVER}` : path];
    // A name that no list has: nothing is found under it, and nothing may be told of it either.
    if (!paths.includes(path.slice(0, parameter.index))) return fill(path.replace(parameter[0], '/_user'));
    const things = (await list(path.slice(0, parameter.index))) as { readonly data?: readonly Readonly<Record<string, unknown>>[] };
    const keys = (things.data ?? []).map(({ id, slug }) => encodeURIComponent(String(id ?? slug)));
    return (await Promise.all(keys.map((key) => fill(path.replace(parameter[0], `/${key}`))))).flat();
  };
  return (await Promise.all(paths.map(fill))).flat();
}

const prefixed = (prefix: string, files: Readonly<Record<string, Buffer>>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [prefix + name, bytes]));

const filesIn = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

describe('the search for canaries', () => {
  it.each([
    ['as it is', (secret: string) => `x${secret}y`],
    ['in JSON', (secret: string) => JSON.stringify({ secret })],
    ['in an address', (secret: string) => `?a=${encodeURIComponent(secret)}&b`],
    ['in hexadecimal', (secret: string) => Buffer.from(`ab${secret}c`).toString('hex')],
    ['in Base64', (secret: string) => Buffer.from(`a${secret}bc`).toString('base64')],
    ['in Base64 for addresses', (secret: string) => Buffer.from(`ab${secret}`).toString('base64url')],
  ])('finds one %s', (_form, hidden) => {
    const secrets = Array.from({ length: 20 }, () => `"${randomBytes(12).toString('latin1')}/+?`);

    const missed = secrets.filter((secret) => !formsOf(secret).some((form) => Buffer.from(hidden(secret)).includes(form)));

    expect(missed).toEqual([]);
  });
});

describeCanaries('secrets on SQLite', (folder) =>
  Promise.resolve({ url: `file:${join(folder, 'data', 'sluice.db')}`, dump: () => Promise.resolve({}) }),
);

describeOnPostgres('on a server of its own', (cluster) => {
  describeCanaries('secrets on PostgreSQL', async () => {
    const url = await cluster().schema();
    const schema = new URL(url).searchParams.get('schema')!;
    return {
      url,
      async dump() {
        const tables = (await cluster().query(`select tablename from pg_tables where schemaname = '${schema}'`)).split('\n');
        const texts = await Promise.all(tables.map((table) => cluster().query(`copy (select * from ${schema}.${table}) to stdout`)));
        return Object.fromEntries(tables.map((table, index) => [`table ${table}`, Buffer.from(texts[index]!)]));
      },
    };
  });
});
