import { describe, expect, it } from '@jest/globals';
import { leading, read, refusalOf } from './reading.test.support.ts';

const FALLBACK = { mode: 'fallback' };

const when = (query: unknown, name = 'a') => ({ mode: 'conditional', conditions: [leading(query, name)] });

const forked = (strategy: object) => ({ strategy, targets: [{ name: 'a' }, { name: 'b' }] });

describe('a config that is refused', () => {
  it.each([
    ['no object', 'fast', '', 'must be of type object'],
    ['a list', [], '', 'must be of type object'],
    ['nothing', undefined, '', 'is required'],
    ['a mode that is none', forked({ mode: 'random' }), 'strategy,mode', '"strategy.mode" must be one of'],
    ['no mode', forked({}), 'strategy,mode', '"strategy.mode" is required'],
    ['an old strategy in a word', { strategy: 'fallback', targets: [{}] }, 'strategy', 'must be of type object'],
    ['a strategy without targets', { strategy: FALLBACK }, '', '"strategy" missing required peer "targets"'],
    ['targets without a strategy', { targets: [{}] }, '', '"targets" missing required peer "strategy"'],
    ['no targets at all', { strategy: FALLBACK, targets: [] }, 'targets', 'must contain at least 1 items'],
    ['a target that is a text', { strategy: FALLBACK, targets: ['acme'] }, 'targets,0', 'must be of type object'],
    ['a weight below nothing', { weight: -1 }, 'weight', 'must be greater than or equal to 0'],
    ['a weight without end', { weight: Infinity }, 'weight', 'infinity'],
    ['a number that is a text', { weight: '1' }, 'weight', 'must be a number'],
    ['a name that is not known', { retries: 3 }, 'retries', 'must be a string'],
    ['a name that could not be a field', { 'bad-name': 'x' }, 'bad-name', 'is not allowed'],
    ['a retry without attempts', { retry: {} }, 'retry,attempts', '"retry.attempts" is required'],
    ['attempts below nothing', { retry: { attempts: -1 } }, 'retry,attempts', 'must be greater than or equal to 0'],
    ['half an attempt', { retry: { attempts: 1.5 } }, 'retry,attempts', 'must be an integer'],
    ['something unknown in a retry', { retry: { attempts: 1, often: true } }, 'retry,often', '"retry.often" is not allowed'],
    ['a status that is none', { retry: { attempts: 1, on_status_codes: [99] } }, 'retry,on_status_codes,0', 'greater than or equal to 100'],
    ['a cache in an unknown word', { cache: 'clever' }, 'cache,mode', '"cache.mode" must be '],
    ['a cache without a mode', { cache: { max_age: 5 } }, 'cache,mode', '"cache.mode" is required'],
    ['a semantic cache', { cache: { mode: 'semantic' } }, 'cache,mode', 'is "semantic", which is not built yet'],
    ['a semantic cache in a word', { cache: 'semantic' }, 'cache,mode', 'is "semantic", which is not built yet'],
    ['a timeout below nothing', { request_timeout: -1 }, 'request_timeout', 'must be greater than or equal to 0'],
    ['a timeout longer than a day', { request_timeout: 86_400_001 }, 'request_timeout', 'must be less than or equal to 86400000'],
    ['a key and a pool of keys', { api_key: 'a', api_keys: ['b'] }, '', 'conflict'],
    ['a key twice in its pool', { api_keys: ['a', 'a'] }, 'api_keys,1', 'contains a duplicate value'],
    ['an empty pool', { api_keys: [] }, 'api_keys', 'must contain at least 1 items'],
    ['headers that forward their own list', { forward_headers: ['X-Portkey-Forward-Headers'] }, 'forward_headers', 'cannot forward itself'],
    ['a breaker that stands elsewhere', { cb_config: { failure_threshold: 1 } }, 'cb_config', 'stands inside "strategy"'],
    ['a breaker that never opens', forked({ ...FALLBACK, cb_config: {} }), 'strategy,cb_config', 'must contain at least one of'],
    [
      'a breaker in camel case',
      forked({ ...FALLBACK, cb_config: { failure_threshold: 1, failureStatusCodes: [500] } }),
      'strategy,cb_config,failureStatusCodes',
      'is not allowed',
    ],
    ['a hedge that is no fallback', forked({ mode: 'loadbalance', hedge_after_ms: 5 }), 'strategy,hedge_after_ms', 'is not allowed'],
    ['fault kinds that are no fallback', forked({ mode: 'single', on_fault_kinds: [] }), 'strategy,on_fault_kinds', 'is not allowed'],
    ['a fault that is none', forked({ ...FALLBACK, on_fault_kinds: ['bad_luck'] }), 'strategy,on_fault_kinds,0', 'must be one of'],
    ['an experiment that is no split', forked({ ...FALLBACK, experiment: 'x' }), 'strategy,experiment', 'is not allowed'],
    ['a field that is none', forked({ mode: 'split', by: ['user'] }), 'strategy,by,0', 'metadata.NAME, params.NAME or headers.NAME'],
    [
      'a sticky field that is none',
      forked({ mode: 'loadbalance', sticky: { hash_fields: ['url.pathname'] } }),
      'strategy,sticky,hash_fields,0',
      'pattern',
    ],
    ['a sticky time of nothing', forked({ mode: 'loadbalance', sticky: { ttl: 0 } }), 'strategy,sticky,ttl', 'must be a positive number'],
    ['conditions that are missing', forked({ mode: 'conditional' }), 'strategy,conditions', 'is required'],
    ['no conditions', forked({ mode: 'conditional', conditions: [] }), 'strategy,conditions', 'must contain at least 1 items'],
    [
      'a condition without a target',
      forked({ mode: 'conditional', conditions: [{ query: { 'metadata.a': 1 } }] }),
      'strategy,conditions,0,then',
      'is required',
    ],
    [
      'a condition that leads nowhere',
      forked(when({ 'metadata.a': 1 }, 'c')),
      'strategy,conditions,0,then',
      'names the target "c", and there is none of that name; there are a, b',
    ],
    ['a default that leads nowhere', forked({ ...when({ 'metadata.a': 1 }), default: 'c' }), 'strategy,default', 'names the target "c"'],
    [
      'an operator that is none',
      forked(when({ 'metadata.a': { $like: 'x' } })),
      'strategy,conditions,0,query,metadata.a,$like',
      'is not an operator',
    ],
    [
      'a pattern that is none',
      forked(when({ 'metadata.a': { $regex: '(' } })),
      'strategy,conditions,0,query,metadata.a,$regex',
      'cannot be used',
    ],
    ['an empty query', forked(when({})), 'strategy,conditions,0,query', 'must name at least one field'],
    ['a query that is a text', forked(when('paid')), 'strategy,conditions,0,query', 'must be of type object'],
    [
      'two variants of one name',
      { strategy: { mode: 'split' }, targets: [{ name: 'a' }, {}, {}, { name: 'a' }] },
      'targets,3,name',
      `"targets[3].name" is "a", and so is another variant's`,
    ],
    [
      'two targets that a condition may mean',
      { strategy: when({ 'metadata.a': 1 }), targets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
      'targets,2,name',
      `"targets[2].name" is "a", and so is another target's`,
    ],
    [
      'two targets that a default may mean',
      { strategy: { ...when({ 'metadata.a': 1 }), default: 'b' }, targets: [{ name: 'a' }, { name: 'b' }, { name: 'b' }] },
      'targets,2,name',
      `"targets[2].name" is "b", and so is another target's`,
    ],
    ['a check that does not exist', { input_guardrails: [{ 'default.nothing': {} }] }, 'input_guardrails,0,default.nothing', 'nothing'],
  ])('names the path: %s', async (_, config, path, message) => {
    const fault = await refusalOf(config);

    expect(fault).toMatchObject({ kind: 'invalid_request', code: 'invalid_config', param: 'x-portkey-config' });
    expect(fault.message).toMatch(/^Invalid config passed: /);
    expect(fault.message).toContain(message);
    expect(fault.errors).toEqual([expect.stringMatching(new RegExp(`^path: ${path.replace(/[$.]/g, '\\$&')}, message: .`))]);
    expect(fault.errors![0]).toContain(message);
  });

  it.each(['passthrough', 'guardrails', 'fetch_integrated_models'])('names what is not built yet: %s', async (name) => {
    const fault = await refusalOf({ strategy: FALLBACK, targets: [{}, { [name]: 'x' }] });

    expect(fault.errors).toEqual([
      `path: targets,1,${name}, message: "targets[1].${name}" is not built yet in this version of Sluice, so the config is refused rather than half obeyed`,
    ]);
  });

  it('names a place deep within as its text does', async () => {
    const config = { strategy: FALLBACK, targets: [{}, { strategy: FALLBACK, targets: [{ retry: { attempts: 'often' } }] }] };

    expect((await refusalOf(config)).errors).toEqual([
      'path: targets,1,targets,0,retry,attempts, message: "targets[1].targets[0].retry.attempts" must be a number',
    ]);
  });

  it('names a target itself as its text does', async () => {
    const config = { strategy: FALLBACK, targets: [7, { api_key: 'a', api_keys: ['b'] }, { strategy: FALLBACK }, { value: 1 }] };

    expect((await refusalOf(config)).errors).toEqual([
      'path: targets,0, message: "targets[0]" must be of type object',
      expect.stringContaining('path: targets,1, message: "targets[1]" contains a conflict'),
      expect.stringContaining('path: targets,2, message: "targets[2].strategy" missing required peer'),
      'path: targets,3,value, message: "targets[3].value" must be a string',
    ]);
  });

  it('names what only conditions see deep within', async () => {
    const config = { strategy: FALLBACK, targets: [{}, forked(when({ $or: [{ 'metadata.a': 1 }, { plan: 1 }] }))] };

    expect((await refusalOf(config)).errors).toEqual([
      expect.stringContaining(
        'path: targets,1,strategy,conditions,0,query,$or,1,plan, message: "targets[1].strategy.conditions[0].query.$or[1].plan" is no field',
      ),
    ]);
  });

  it('names every path at once', async () => {
    const fault = await refusalOf({ strategy: { mode: 'random' }, targets: [{ weight: -1 }, { retry: {} }] });

    expect(fault.errors?.map((error) => error.split(', message')[0]).toSorted()).toEqual([
      'path: strategy,mode',
      'path: targets,0,weight',
      'path: targets,1,retry,attempts',
    ]);
    expect(fault.message.split('; ')).toHaveLength(3);
  });

  it('names every condition at once', async () => {
    const fault = await refusalOf(
      forked({
        mode: 'conditional',
        conditions: [leading({ plan: 1 }, 'a'), leading({ 'metadata.a': 1 }, 'c')],
        default: 'd',
      }),
    );

    expect(fault.errors?.map((error) => error.split(', message')[0])).toEqual([
      'path: strategy,conditions,0,query,plan',
      'path: strategy,conditions,1,then',
      'path: strategy,default',
    ]);
  });

  it('lets two targets have one name that no condition means', async () => {
    const { root } = await read({ strategy: when({ 'metadata.a': 1 }), targets: [{ name: 'a' }, { name: 'b' }, { name: 'b' }, {}] });

    expect(root).toMatchObject({ strategy: { conditions: [{ branch: 0 }] } });
  });

  it('tells twenty problems, and how many more there are', async () => {
    const fault = await refusalOf({ strategy: FALLBACK, targets: Array.from({ length: 50 }, () => ({ weight: -1 })) });

    expect(fault.errors).toHaveLength(21);
    expect(fault.errors?.at(-2)).toMatch(/^path: targets,19,weight, message: /);
    expect(fault.errors?.at(-1)).toBe('and 30 more problems');
    expect(fault.message.split('; ')).toHaveLength(21);
    expect(fault.message).toMatch(/; and 30 more problems$/);
  });

  it.each([
    ['a name without end', { ['x'.repeat(50_000)]: 1 }],
    ['a text without end', { strategy: { mode: 'split', by: ['x'.repeat(50_000)] }, targets: [{}] }],
    [
      'very many names of targets',
      {
        strategy: { mode: 'conditional', conditions: Array.from({ length: 1000 }, () => leading({ 'metadata.a': 1 }, 'nobody')) },
        targets: Array.from({ length: 1000 }, (_, index) => ({ name: `target ${index}` })),
      },
    ],
  ])('does not say more of a config than was said in it: %s', async (_, config) => {
    const fault = await refusalOf(config);

    expect(JSON.stringify(fault).length).toBeLessThan(JSON.stringify(config).length);
  });

  it('asks for a migration of the oldest configs in the words of the wire format', async () => {
    const fault = await refusalOf({ mode: 'fallback', options: [{ provider: 'acme' }] });

    expect(fault.message).toMatch(/^This version of config is not supported in this route\. Please migrate to the latest version/);
  });

  it('says in the words of the wire format that a saved guardrail does not stand there', async () => {
    const fault = await refusalOf({ before_request_hooks: ['pg-words'] });

    expect(fault.message).toMatch(/^Following guardrails are not valid: pg-words/);
    expect(fault.errors).toEqual([expect.stringMatching(/^path: before_request_hooks,0, message: Following guardrails/)]);
  });

  it('holds no secret in what it says', async () => {
    const fault = await refusalOf({ api_key: 'sk-very-secret', api_keys: ['sk-other-secret', 'sk-other-secret'], weight: -1 });

    expect(JSON.stringify(fault)).not.toContain('secret');
  });
});
