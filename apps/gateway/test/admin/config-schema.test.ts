import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigSchema, ConfigValidation } from '@sluice/contract';
import { configMembers } from '@sluice/core/config';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { REFUSED_MEMBERS } from '../../src/admin/resources/configs/json-schema/about-members.ts';
import { ROOT, startPeople, type People, type Who } from './people.ts';

let people: People;
let schema: ConfigSchema;
let fits: ValidateFunction;
beforeAll(async () => {
  people = await startPeople();
  schema = (await people.ask(ROOT, 'GET', '/configs/schema')).json as ConfigSchema;
  fits = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true }).compile(schema);
});
afterAll(() => people?.stop());

const validate = async (config: unknown, more: object = {}, who: Who = ROOT): Promise<ConfigValidation> => {
  const { status, json, text } = await people.ask(who, 'POST', '/configs/validate', { config, ...more });
  if (status !== 200) throw new Error(text);
  return json as ConfigValidation;
};

const two = [
  { provider: 'mock', name: 'a' },
  { provider: 'mock', name: 'b' },
];

const GOOD: Readonly<Record<string, object>> = {
  'a target': { provider: 'mock' },
  'a target with all that it may say': {
    provider: 'openai',
    api_key: 'k',
    openai_organization: 'o',
    request_timeout: 1000,
    idle_timeout_ms: 0,
    forward_headers: ['x-a'],
    override_params: { model: 'm' },
    default_params: { temperature: 0 },
    drop_params: ['user'],
    retry: { attempts: 3, on_status_codes: [429], use_retry_after_header: true },
    cache: { mode: 'simple', max_age: 60 },
    strict_open_ai_compliance: false,
    input_guardrails: ['a', { 'default.contains': { words: ['a'], operator: 'any' }, deny: true }],
  },
  'a fallback': {
    strategy: {
      mode: 'fallback',
      on_status_codes: [500],
      on_fault_kinds: ['rate_limited'],
      hedge_after_ms: 5,
      cb_config: { failure_threshold: 1 },
    },
    targets: two,
  },
  'a load balance': { strategy: { mode: 'loadbalance', sticky: { enabled: true, hash_fields: ['metadata.user'], ttl: 1 } }, targets: two },
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the config language
  'a condition': { strategy: { mode: 'conditional', conditions: [{ query: { 'metadata.x': 1 }, then: 'a' }], default: 'b' }, targets: two },
  'an experiment': { strategy: { mode: 'split', by: ['metadata.user'], experiment: 'e' }, targets: two },
  'a tree': { strategy: { mode: 'single' }, targets: [{ strategy: { mode: 'least_latency' }, targets: two, retry: { attempts: 1 } }] },
  'a service account': { provider: 'vertex-ai', vertex_service_account_json: { type: 'service_account' } },
  'a shadow': {
    provider: 'mock',
    shadow: { name: 's', target: { strategy: { mode: 'lowest_cost' }, targets: two }, share: 0.5, cap: null },
  },
};

const BAD: Readonly<Record<string, { readonly config: object; readonly path: string }>> = {
  'a retry without attempts': { config: { provider: 'mock', retry: {} }, path: '/retry/attempts' },
  'an unknown mode': { config: { strategy: { mode: 'roulette' }, targets: two }, path: '/strategy/mode' },
  'a strategy without targets': { config: { strategy: { mode: 'single' } }, path: '' },
  'a hedge that is no fallback’s': {
    config: { strategy: { mode: 'single', hedge_after_ms: 5 }, targets: two },
    path: '/strategy/hedge_after_ms',
  },
  'a condition without conditions': { config: { strategy: { mode: 'conditional' }, targets: two }, path: '/strategy/conditions' },
  'something wrong deep down': {
    config: { strategy: { mode: 'fallback' }, targets: [two[0], { strategy: { mode: 'single' }, targets: [{ cache: { mode: 7 } }] }] },
    path: '/targets/1/targets/0/cache/mode',
  },
  'a member that is no text': { config: { provider: 'mock', colour: 7 }, path: '/colour' },
  'what is not built': { config: { provider: 'mock', passthrough: true }, path: '/passthrough' },
  'two kinds of keys': { config: { provider: 'openai', api_key: 'a', api_keys: ['b'] }, path: '' },
  'a status that is none': { config: { provider: 'mock', retry: { attempts: 1, on_status_codes: [7] } }, path: '/retry/on_status_codes/0' },
  'a shadow of a shadow': { config: { provider: 'mock', shadow: { name: 's', target: { timeout: 7 } } }, path: '/shadow/target/timeout' },
};

describe('the JSON Schema of configs', () => {
  it('is there for whoever is known', async () => {
    expect((await people.ask({}, 'GET', '/configs/schema')).status).toBe(401);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it('has every member of the language, and says what each is for', () => {
    const members = [...membersOf(schema, '')].filter(([path]) => !path.startsWith('shadow.target.'));
    const known = new Map(members);

    const wanted = configMembers().filter((path) => !REFUSED_MEMBERS.has(path));

    expect(wanted.filter((path) => !known.has(path))).toEqual([]);
    expect(members.filter(([, about]) => about === undefined)).toEqual([]);
    expect([...REFUSED_MEMBERS].filter((path) => known.has(path))).toEqual([]);
  });

  it('has the fields of every provider, and names whose they are', () => {
    const { properties } = schema as unknown as { properties: Record<string, { description: string; examples?: string[] }> };

    expect(properties['aws_region']!.description).toMatch(/Bedrock/);
    expect(properties['provider']!.examples).toEqual(expect.arrayContaining(['groq', 'mock']));
  });

  it.each(Object.entries(GOOD))('takes %s, as the gateway does', async (_name, config) => {
    expect([fits(config), fits.errors]).toEqual([true, null]);
    expect(await validate(config)).toMatchObject({ valid: true, problems: [] });
  });

  it.each(Object.entries(BAD))('refuses %s, as the gateway does, who says where', async (_name, { config, path }) => {
    const { valid, problems } = await validate(config);

    expect(fits(config)).toBe(false);
    expect(valid).toBe(false);
    expect(problems.map((each) => each.path)).toContain(path);
  });
});

describe('checking a config', () => {
  it('says what saving it says, word for word', async () => {
    const configs = [
      ...Object.values(BAD).map(({ config }) => config),
      { provider: 'nobody' },
      { provider: 'groq', aws_region: 'x' },
      { provider: 'groq', api_key: 'k', custom_host: 'http://10.0.0.1' },
      { provider: 'groq', custom_host: 'https://example.com' },
      '{"provider": ',
      '[]',
    ];

    for (const config of configs) {
      const saved = await people.ask(ROOT, 'POST', '/configs', { name: 'x', config });
      const { valid, problems } = await validate(config);

      expect([saved.status, valid]).toEqual([400, false]);
      for (const { message } of problems) expect(saved.json.message).toContain(message);
    }
  });

  it('names the place as it was spelled, and as people write it', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [{ provider: 'mock', overrideParams: 7 }, { provider: 'nobody' }] };

    const grammar = await validate(config);
    const target = await validate({ ...config, targets: config.targets.slice(1) });

    expect(grammar.problems).toMatchObject([{ path: '/targets/0/overrideParams', place: 'targets[0].override_params' }]);
    expect(target.problems).toEqual([
      { path: '/targets/0', place: 'targets[0]', message: 'config.targets[0] names the provider "nobody", which is not loaded' },
    ]);
  });

  it('warns of what is not there yet, and takes it', async () => {
    const { valid, warnings } = await validate({ virtual_key: 'to-come' });

    expect(valid).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('"to-come"')]);
  });

  it('takes secrets as they were shown for a config that has them, and for no other', async () => {
    const made = await people.ask(ROOT, 'POST', '/configs', {
      name: 'kept',
      slug: 'pc-kept',
      config: { provider: 'groq', api_key: 'gsk_0123456789' },
    });
    const { config: shown } = (await people.ask(ROOT, 'GET', '/configs/pc-kept')).json as { config: object };

    const own = await validate({ ...shown, retry: { attempts: 1 } }, { config_id: 'pc-kept' });
    const alone = await validate(shown);

    expect(made.status).toBe(200);
    expect(JSON.stringify(shown)).not.toContain('gsk_0123456789');
    expect(own).toMatchObject({ valid: true });
    expect(alone.problems).toMatchObject([{ message: expect.stringContaining('is only shown by its end') }]);
  });

  it('is for who may read configs there, and keeps nothing', async () => {
    const here = await people.addWorkspace('Here');
    const member = await people.add('member', [{ id: here, role: 'member' }]);
    const before = (await people.ask(ROOT, 'GET', '/configs')).json.total as number;
    const ask = async (who: Who, body: object) =>
      (await people.ask(who, 'POST', '/configs/validate', { config: { provider: 'mock' }, ...body })).status;

    expect(await ask(member.who, {})).toBe(200);
    expect(await ask(member.who, { workspace_id: here })).toBe(200);
    expect(await ask(member.who, { workspace_id: 'default' })).toBe(404);
    expect(await ask(member.who, { config_id: 'pc-kept' })).toBe(404);
    expect((await people.ask(ROOT, 'GET', '/configs')).json.total).toBe(before);
  });
});

type Node = Readonly<Record<string, unknown>>;

/** Every member that a schema has, as dotted paths, with what it says of it. */
function* membersOf(given: unknown, above: string): Generator<readonly [string, unknown]> {
  const node = resolved(given);
  for (const [name, member] of Object.entries((node['properties'] ?? {}) as Record<string, Node>)) {
    const path = above === '' ? name : `${above}.${name}`;
    yield [path, member['description'] ?? resolved(member)['description']];
    if (name !== 'targets' && path !== 'shadow.target') yield* membersOf(member, path);
    const { items } = resolved(member) as { items?: Node };
    if (items && name !== 'targets') yield* membersOf(items, path);
  }
}

const resolved = (given: unknown): Node => {
  const { $ref: pointer, ...rest } = given as { $ref?: string };
  return pointer === undefined ? rest : (schema.$defs[pointer.replace('#/$defs/', '')] as Node);
};
