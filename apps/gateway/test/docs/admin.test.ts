import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '@sluice/store';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSetupLink } from '../../src/admin/sign-in/setup-link.ts';
import { call } from '../support/call.ts';
import { ADMIN_KEY, eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const ENCRYPTION_KEY = 'an encryption key for tests only';
const PASSWORD = 'a password of some length';

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly 'x-scopes'?: readonly string[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
  allErrors: true,
  formats: { 'date-time': true, email: true, uri: true },
});

/** What a text does not have that a schema wants, or the other way round. */
function complaints(schema: Schema, value: unknown): readonly string[] {
  const check = ajv.compile(schema);
  return check(value)
    ? []
    : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

describe('the admin API of a running gateway', () => {
  let gateway: InProcess;
  let folder: string;
  let operations: ReadonlyMap<string, Operation>;
  const asked = new Set<string>();
  /** What was not as documented, so far in a test. */
  const amiss: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    gateway = await startInProcess(
      { SLUICE_DATA_DIR: folder, SLUICE_ENCRYPTION_KEY: ENCRYPTION_KEY },
      `virtual_keys: [{ slug: of-the-file, provider: mock }]
configs: [{ slug: of-the-file, config: { provider: mock } }]
prompts: [{ slug: of-the-file, string: Hello, parameters: { model: mock } }]
aliases: { mock: { of-the-file: mock } }
api_keys: [{ name: of-the-file, key: sk-of-the-file-0123456789 }]
`,
    );
    const { json } = await call(`${gateway.url}/openapi.json`);
    operations = new Map(
      Object.entries(json.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
        Object.entries(item)
          .filter(([, operation]) => operation.responses?.['default'] && 'AdminFailure' === refName(operation.responses['default']))
          .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
      ),
    );
  });
  afterAll(async () => {
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks, notes whether question and answer are as documented, and gives the answer. */
  async function ask(address: string, { body, cookie, ...given }: Given = {}): Promise<Record<string, string>> {
    asked.add(address);
    const { requestBody, responses } = operations.get(address)!;
    const [method, path] = address.split(' ') as [string, string];
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] as string)) + (given.query ?? '');
    const note = (what: string, found: readonly string[]) => amiss.push(...found.map((each) => `${what} ${address}: ${each}`));
    if (body !== undefined) note('the body of', complaints(requestBody!.content['application/json']!.schema, body));

    const { status, json, text, headers } = await call(gateway.url + url, {
      method,
      headers: cookie === undefined ? { 'x-portkey-api-key': ADMIN_KEY } : { cookie, 'x-sluice-csrf': given.csrf ?? '' },
      ...(body !== undefined && { body }),
    });

    const type = Object.keys(responses['200']!.content)[0]!;
    const isJson = type === 'application/json';
    // A line of a table is as good as one of JSON.
    if (status === 200 && !isJson) note('the type of', /^text\/|ndjson/.test(headers['content-type'] ?? '') ? [] : [`not ${type}`]);
    if (status === 200) note('the reply of', complaints(responses['200']!.content[type]!.schema, isJson ? json : text));
    else note(`a status of ${status} of`, [json.message]);
    return json as Record<string, string>;
  }

  it('keeps virtual keys, integrations and providers as documented', async () => {
    const { id } = await ask('POST /v1/virtual-keys', {
      body: { name: 'Team', slug: 'team', provider: 'groq', key: 'gsk_0123456789', usage_limits: { credit_limit: 5 }, rate_limits: [] },
    });
    await ask('GET /v1/virtual-keys');
    await ask('GET /v1/virtual-keys/{key}', { key: id });
    await ask('GET /v1/virtual-keys/{key}', { key: 'of-the-file' });
    await ask('PUT /v1/virtual-keys/{key}', {
      key: 'team',
      body: { note: 'Ours', rate_limits: [{ type: 'requests', unit: 'rpm', value: 9 }] },
    });
    await ask('DELETE /v1/virtual-keys/{key}', { key: 'team' });

    await ask('POST /v1/integrations', {
      body: { name: 'Groq', slug: 'groq', ai_provider_id: 'groq', key: 'gsk_0123456789', create_default_provider: true },
    });
    await ask('GET /v1/integrations');
    await ask('GET /v1/integrations/{key}', { key: 'groq' });
    await ask('PUT /v1/integrations/{key}', { key: 'groq', body: { description: 'For all' } });
    await ask('PUT /v1/integrations/{key}/workspaces', {
      key: 'groq',
      body: {
        global_workspace_access: { enabled: true },
        workspaces: [{ id: 'default', enabled: true, usage_limits: [{ credit_limit: 2 }] }],
      },
    });
    await ask('GET /v1/integrations/{key}/workspaces', { key: 'groq' });
    const price = { pay_as_you_go: { request_token: { price: 0.1 } } };
    await ask('PUT /v1/integrations/{key}/models', {
      key: 'groq',
      body: { models: [{ slug: 'm', enabled: true, pricing_config: price }] },
    });
    await ask('GET /v1/integrations/{key}/models', { key: 'groq' });
    await ask('DELETE /v1/integrations/{key}/models', { key: 'groq', query: '?slugs=m' });

    await ask('POST /v1/providers', { body: { name: 'Team', slug: 'team', integration_id: 'groq', expires_at: '2040-01-01T00:00:00Z' } });
    await ask('GET /v1/providers');
    await ask('GET /v1/providers/{key}', { key: 'team' });
    await ask('PUT /v1/providers/{key}', { key: 'team', body: { note: null, status: 'archived' } });
    await ask('DELETE /v1/providers/{key}', { key: 'team' });
    await ask('DELETE /v1/integrations/{key}', { key: 'groq' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('keeps configs and guardrails as documented', async () => {
    await ask('POST /v1/guardrails', {
      body: {
        name: 'Short',
        slug: 'short',
        checks: [{ id: 'default.wordCount', parameters: { minWords: 1, maxWords: 9 } }],
        actions: { deny: true },
      },
    });
    await ask('GET /v1/guardrails');
    await ask('GET /v1/guardrails/{key}', { key: 'short' });
    await ask('PUT /v1/guardrails/{key}', { key: 'short', body: { name: 'Shorter', actions: { deny: false } } });
    await ask('GET /v1/guardrails/{key}/versions', { key: 'short' });

    const config = { provider: 'mock', input_guardrails: ['short'] };
    await ask('POST /v1/configs', { body: { name: 'Main', slug: 'main', config, is_default: 1 } });
    await ask('GET /v1/configs');
    await ask('GET /v1/configs/{key}', { key: 'main' });
    await ask('GET /v1/configs/{key}', { key: 'of-the-file' });
    await ask('PUT /v1/configs/{key}', { key: 'main', body: { config: '{"virtual_key":"not-there"}' } });
    await ask('GET /v1/configs/{key}/versions', { key: 'main' });
    await ask('GET /v1/configs/schema');
    await ask('POST /v1/configs/validate', { body: { config: { provider: 'nobody', retry: 7 }, config_id: 'main' } });
    await ask('DELETE /v1/configs/{key}', { key: 'main' });
    await ask('DELETE /v1/guardrails/{key}', { key: 'short' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('keeps prompts, partials, labels and collections as documented', async () => {
    const { id: collection } = await ask('POST /v1/collections', { body: { name: 'Mail', slug: 'mail' } });
    await ask('GET /v1/collections', { query: '?search=mai' });
    await ask('GET /v1/collections/{key}', { key: collection });
    await ask('PUT /v1/collections/{key}', { key: collection, body: { name: 'Letters' } });
    const { id: label } = await ask('POST /v1/labels', { body: { name: 'canary', color_code: '#ffaa00' } });
    await ask('GET /v1/labels');
    await ask('GET /v1/labels/{key}', { key: label });
    await ask('PUT /v1/labels/{key}', { key: label, body: { description: 'Tried on few' } });

    await ask('POST /v1/prompts/partials', { body: { name: 'Tone', slug: 'tone', string: 'Be brief.' } });
    await ask('PUT /v1/prompts/partials/{key}', { key: 'tone', body: { string: 'Be briefer.' } });
    await ask('PUT /v1/prompts/partials/{key}/makeDefault', { key: 'tone', body: { version: 2 } });
    await ask('GET /v1/prompts/partials');
    await ask('GET /v1/prompts/partials/{key}', { key: 'tone' });
    await ask('GET /v1/prompts/partials/{key}/versions', { key: 'tone' });

    const string = '[{"role":"system","content":"{{>tone}}"}]';
    await ask('POST /v1/prompts', { body: { name: 'Greeting', slug: 'greeting', string, model: 'mock', collection_id: 'mail' } });
    await ask('PUT /v1/prompts/{key}', { key: 'greeting', body: { string, parameters: { temperature: 0 }, tools: [] } });
    await ask('PUT /v1/prompts/{key}/makeDefault', { key: 'greeting', body: { version: 2 } });
    await ask('POST /v1/prompts/preview', { body: { string: 'Hello {{name}}', variables: { name: 'Ada' }, kind: 'completion' } });
    await ask('GET /v1/prompts');
    await ask('GET /v1/prompts/{key}', { key: 'greeting' });
    await ask('GET /v1/prompts/{key}', { key: 'of-the-file' });
    await ask('GET /v1/prompts/{key}/versions', { key: 'greeting' });
    await ask('PUT /v1/prompts/{key}/versions/{version}', { key: 'greeting', version: '1', body: { label_id: label } });
    await ask('GET /v1/prompts/{key}/versions/{version}', { key: 'greeting', version: '1' });

    await ask('DELETE /v1/prompts/{key}', { key: 'greeting' });
    await ask('DELETE /v1/prompts/partials/{key}', { key: 'tone' });
    await ask('DELETE /v1/labels/{key}', { key: label });
    await ask('DELETE /v1/collections/{key}', { key: collection });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('keeps keys, aliases and prices as documented', async () => {
    const { id } = await ask('POST /v1/api-keys/{type}/{subtype}', {
      type: 'organisation',
      subtype: 'service',
      body: { name: 'ci', scopes: ['completions.write'], defaults: { metadata: { team: 'core' } }, usage_limits: [{ credit_limit: 3 }] },
    });
    await ask('GET /v1/api-keys');
    await ask('GET /v1/api-keys/{key}', { key: id });
    await ask('PUT /v1/api-keys/{key}', { key: id, body: { allowed_models: ['mock'], reset_usage: true } });
    await ask('POST /v1/api-keys/{key}/rotate', { key: id, body: { key_transition_period_ms: 0 } });
    await ask('DELETE /v1/api-keys/{key}', { key: id });

    await ask('POST /v1/admin/aliases', { body: { provider: 'mock', model: 'fast', sends: 'mock' } });
    await ask('GET /v1/admin/aliases');
    await ask('GET /v1/admin/aliases/{key}', { key: 'mock/fast' });
    await ask('PUT /v1/admin/aliases/{key}', { key: 'mock/fast', body: { sends: 'other' } });
    await ask('DELETE /v1/admin/aliases/{key}', { key: 'mock/fast' });
    await ask('POST /v1/admin/prices', { body: { provider: 'mock', model: 'mock', price: { input: 1, output: 2 }, supports: ['chat'] } });
    await ask('GET /v1/admin/prices');
    await ask('GET /v1/admin/prices/{key}', { key: 'mock/mock' });
    await ask('PUT /v1/admin/prices/{key}', { key: 'mock/mock', body: { context: 8192 } });
    await ask('DELETE /v1/admin/prices/{key}', { key: 'mock/mock' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('knows people and workspaces as documented', async () => {
    const store = await openStore({ url: `file:${join(folder, 'sluice.db')}`, encryptionKey: ENCRYPTION_KEY });
    const token = await newSetupLink(store);
    await store.close();
    await ask('POST /v1/admin/setup', { body: { token, email: 'owner@example.com', password: PASSWORD } });

    await ask('POST /v1/admin/workspaces', { body: { name: 'Research', slug: 'research', defaults: { metadata: { team: 'r' } } } });
    await ask('GET /v1/admin/workspaces');
    await ask('GET /v1/admin/workspaces/{key}', { key: 'research' });
    await ask('PUT /v1/admin/workspaces/{key}', { key: 'research', body: { description: 'Those who try things' } });

    const { id: invite } = await ask('POST /v1/admin/users/invites', { body: { email: 'ada@example.com', role: 'member' } });
    await ask('GET /v1/admin/users/invites');
    await ask('GET /v1/admin/users/invites/{key}', { key: invite });
    const { invite_link: link } = await ask('POST /v1/admin/users/invites/{key}/resend', { key: invite });
    await ask('POST /v1/admin/invites/accept', { body: { token: new URL(link!).searchParams.get('token'), password: PASSWORD } });
    const { id: other } = await ask('POST /v1/admin/users/invites', { body: { email: 'bob@example.com', role: 'admin' } });
    await ask('DELETE /v1/admin/users/invites/{key}', { key: other });

    const list = (await ask('GET /v1/admin/users', { query: '?email=ada@example.com' })) as unknown as { data: { id: string }[] };
    const user = list.data[0]!.id;
    await ask('GET /v1/admin/users/{key}', { key: user });
    await ask('PUT /v1/admin/users/{key}', { key: user, body: { first_name: 'Ada' } });
    const at = { workspace: 'research', user };
    await ask('POST /v1/admin/workspaces/{workspace}/users', { ...at, body: { users: [{ id: user, role: 'member' }] } });
    await ask('GET /v1/admin/workspaces/{workspace}/users', at);
    await ask('GET /v1/admin/workspaces/{workspace}/users/{user}', at);
    await ask('PUT /v1/admin/workspaces/{workspace}/users/{user}', { ...at, body: { role: 'manager' } });
    await ask('DELETE /v1/admin/workspaces/{workspace}/users/{user}', at);

    const signedIn = await call(`${gateway.url}/v1/admin/sessions`, {
      method: 'POST',
      body: { email: 'ada@example.com', password: PASSWORD },
    });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
    const csrf = String(signedIn.json.csrf_token);
    await ask('POST /v1/admin/sessions', { body: { email: 'ada@example.com', password: PASSWORD } });
    await ask('GET /v1/admin/session', { cookie, csrf });
    await ask('DELETE /v1/admin/session', { cookie, csrf });
    const again = await call(`${gateway.url}/v1/admin/sessions`, {
      method: 'POST',
      body: { email: 'ada@example.com', password: PASSWORD },
    });
    await ask('PUT /v1/admin/password', {
      cookie: String(again.headers['set-cookie']).split(';')[0]!,
      csrf: String(again.json.csrf_token),
      body: { current_password: PASSWORD, password: `${PASSWORD} more` },
    });
    await ask('DELETE /v1/admin/users/{key}', { key: user });
    await ask('DELETE /v1/admin/workspaces/{key}', { key: 'research', body: { name: 'Research' } });
    await ask('GET /v1/audit-logs', { query: '?action=workspaces.create' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('keeps logs and their exports as documented', async () => {
    const body = { request: { provider: 'mock', body: { model: 'mock' } }, response: { status: 200 }, metadata: { traceId: 'told-here' } };
    await ask('POST /v1/logs', { body });
    const { data } = (await ask('GET /v1/logs', { query: '?trace_id=told-here' })) as unknown as { data: { id: string }[] };
    await ask('GET /v1/logs/{key}', { key: data[0]!.id });
    await ask('GET /v1/logs/tail', { query: '?seconds=0' });

    const { id } = await ask('POST /v1/logs/exports', {
      body: { filters: { trace_id: ['told-here'] }, requested_data: ['id'], format: 'csv' },
    });
    await ask('GET /v1/logs/exports');
    await ask('PUT /v1/logs/exports/{key}', { key: id, body: { description: 'for a test' } });
    await ask('POST /v1/logs/exports/{key}/start', { key: id, body: {} });
    for (let status = 'in_progress'; status === 'in_progress';) ({ status = '' } = await ask('GET /v1/logs/exports/{key}', { key: id }));
    const { signed_url: url } = await ask('GET /v1/logs/exports/{key}/download', { key: id });
    await ask('GET /v1/logs/exports/{key}/file', { key: id, query: new URL(url!).search });
    const { id: other } = await ask('POST /v1/logs/exports', { body: {} });
    await ask('POST /v1/logs/exports/{key}/cancel', { key: other, body: {} });
    await ask('DELETE /v1/logs', { query: '?user=nobody' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('records cassettes as documented', async () => {
    await ask('POST /v1/cassettes', { body: { name: 'documented', filter: { operations: ['chat'] }, minutes: 1 } });
    await ask('GET /v1/cassettes');
    await ask('GET /v1/cassettes/{name}', { name: 'documented' });
    await ask('POST /v1/cassettes/{name}/stop', { name: 'documented', body: {} });
    await ask('GET /v1/cassettes/{name}/download', { name: 'documented' });
    await ask('DELETE /v1/cassettes/{name}', { name: 'documented' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('takes feedback and draws charts as documented', async () => {
    const { feedback_ids: ids } = (await ask('POST /v1/feedback', {
      body: { trace_id: 't', value: 5, metadata: { by: 'ada' } },
    })) as unknown as {
      feedback_ids: readonly string[];
    };
    await ask('PUT /v1/feedback/{id}', { id: ids[0]!, body: { value: -5, weight: 0.5 } });
    const charts = [...operations.keys()].filter((address) => address.startsWith('GET /v1/analytics/'));
    const query = '?time_of_generation_min=2026-01-01&time_of_generation_max=2030-01-01';
    for (const address of charts) await ask(address, { query, by: 'providers', name: 'team' });
    await ask('GET /v1/model-configs/pricing/{provider}/{model}', { provider: 'groq', model: 'openai/gpt-oss-20b' });

    expect(charts.length).toBe(21);
    expect(amiss.splice(0)).toEqual([]);
  });

  it('compares variants as documented', async () => {
    const split = { strategy: { mode: 'split', experiment: 'tone' }, targets: ['a', 'b'].map((name) => ({ provider: 'mock', name })) };
    const headers = { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': JSON.stringify(split) };
    const body = { model: 'mock', messages: [{ role: 'user', content: 'Hello' }] };
    await call(`${gateway.url}/v1/chat/completions`, { headers, body });
    await eventually(
      async () => (await call(`${gateway.url}/v1/experiments/tone`, { headers: { 'x-portkey-api-key': ADMIN_KEY } })).status === 200,
      'the request is not on record',
    );

    await ask('GET /v1/experiments');
    await ask('GET /v1/experiments/{name}', { name: 'tone' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('copies, repeats and judges requests as documented', async () => {
    const shadow = { name: 'documented', target: { provider: 'mock' } };
    const headers = { 'x-portkey-api-key': ADMIN_KEY, 'x-portkey-config': JSON.stringify({ provider: 'mock', shadow }) };
    const body = { model: 'mock', messages: [{ role: 'user', content: 'Hello' }] };
    const { headers: own } = await call(`${gateway.url}/v1/chat/completions`, { headers, body });
    await eventually(
      async () => (await call(`${gateway.url}/v1/shadows/documented`, { headers: { 'x-portkey-api-key': ADMIN_KEY } })).status === 200,
      'the copy is not on record',
    );

    await ask('GET /v1/shadows');
    await ask('GET /v1/shadows/{name}', { name: 'documented' });
    await ask('GET /v1/shadows/{name}/pairs', { name: 'documented' });
    await ask('POST /v1/logs/{key}/replay', { key: String(own['x-portkey-request-id']), body: { metadata: { run: '1' } } });
    await ask('POST /v1/route/dry-run', { body: { config: { provider: 'mock' }, filter: { ai_org: ['mock'], success: true }, limit: 10 } });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('tells the console of the house as documented', async () => {
    await ask('GET /v1/admin/catalogue');
    await ask('GET /v1/admin/settings');
    await ask('GET /v1/admin/start');
    await ask('GET /v1/admin/targets', { query: '?minutes=60' });

    expect(amiss.splice(0)).toEqual([]);
  });

  it('has nothing in its document that was not asked for here', () => {
    expect([...operations.keys()].filter((address) => !asked.has(address))).toEqual([]);
  });

  it('says no as documented', async () => {
    const { json } = await call(`${gateway.url}/openapi.json`);
    const schemas = { components: json.components as Schema };
    const schema = { ...schemas, $ref: '#/components/schemas/AdminError' };
    const key = { 'x-portkey-api-key': ADMIN_KEY };

    const refusals = await Promise.all([
      call(`${gateway.url}/v1/virtual-keys`),
      call(`${gateway.url}/v1/virtual-keys`, { method: 'POST', headers: key, body: { nmae: 'Team' } }),
      call(`${gateway.url}/v1/virtual-keys/nobody`, { headers: key }),
      call(`${gateway.url}/v1/virtual-keys/of-the-file`, { method: 'DELETE', headers: key }),
    ]);

    expect(refusals.map(({ status }) => status)).toEqual([401, 400, 404, 409]);
    for (const refusal of refusals) expect(new Ajv2020({ strict: false }).validate(schema, refusal.json)).toBe(true);
  });
});

interface Given {
  readonly body?: object;
  /** Asked as somebody who has signed in. */
  readonly cookie?: string;
  readonly csrf?: string;
  /** With its question mark. */
  readonly query?: string;
  /** Members of the path. */
  readonly [name: string]: string | object | undefined;
}

const refName = (reply: object) =>
  String((reply as { $ref?: string }).$ref)
    .split('/')
    .at(-1);
