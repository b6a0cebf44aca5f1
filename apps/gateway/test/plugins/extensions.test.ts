import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, type Reply } from '../support/call.ts';
import { launch, startGateway, type Gateway } from '../support/gateway.ts';
import { written } from './hostile-plugins.ts';

const strategy = (mode: string, propose: string, more = '') =>
  `{ spec: 1, sort: 'strategy', mode: '${mode}', alternatives: true, options: (given) => given, movesOn: undefined, propose: ${propose}, ${more} }`;
const check = (id: string, run: string, more = '') =>
  `{ spec: 1, sort: 'check', id: '${id}', phases: ['before', 'after'], rewrites: false, parameters: (given) => given, run: ${run}, ${more} }`;

const texts = {
  good: `export default [
    ${strategy('by-name', `(branches, { first }) => [...branches].sort((a) => (a.name === first ? -1 : 1)).map(({ index, name }) => ({ branch: index, why: 'it is ' + name }))`)},
    ${check('acme.polite', `({ text }) => ({ verdict: !text.includes('rude'), data: { looked: text.length } })`)},
  ];`,
  bad: `export default [
    ${strategy('throws', `() => { throw new Error('no luck'); }`)},
    ${strategy('nobody', '() => []')},
    ${strategy('nowhere', `() => [{ branch: 9, why: 'x' }]`)},
  ];`,
  endless: `export default ${strategy('endless', '() => { while (true) {} }')};`,
  stuck: `export default ${check('bad.endless', '() => { while (true) {} }')};`,
  hangs1: `export default ${strategy('hangs-in-branch', '() => [{ get branch() { while (true) {} }, why: "x" }]')};`,
  hangs2: `export default ${check('hangs.verdict', '() => ({ get verdict() { while (true) {} } })')};`,
  hangs3: `export default ${check('hangs.data', '() => ({ verdict: true, data: { toJSON() { while (true) {} } } })')};`,
  hangs4: `export default ${check('hangs.thrown', '() => { throw { toString() { while (true) {} }, get message() { while (true) {} } }; }')};`,
  worse: `export default [
    ${check('bad.throws', `() => { throw new Error('no luck'); }`)},
    ${check('bad.garbage', '() => 7')},
    ${check('bad.changes', `({ request }) => { request.messages.length = 0; return { verdict: true }; }`)},
  ];`,
};

let gateway: Gateway;
const ask = (config: object, content = 'hi'): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: { 'x-portkey-config': JSON.stringify(config) },
    body: { model: 'm', messages: [{ role: 'user', content }] },
  });
const targets = [
  { name: 'a', provider: 'mock', override_params: { model: 'model-a' } },
  { name: 'b', provider: 'mock', override_params: { model: 'model-b' } },
];
const guarded = (id: string, parameters: object = {}) => ({ provider: 'mock', before_request_hooks: [{ [id]: parameters, deny: true }] });

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  gateway = await startGateway({ folder, environment: { SLUICE_PLUGINS: written(folder, texts), SLUICE_PLUGIN_BUSY_MS: '150' } });
});

afterAll(() => gateway.stop());

describe('a strategy of a plugin', () => {
  it('chooses, by the options of its config', async () => {
    const models = await Promise.all(
      ['a', 'b'].map(async (first) => (await ask({ strategy: { mode: 'by-name', first }, targets })).json.model as string),
    );

    expect(models).toEqual(['model-a', 'model-b']);
  });

  it('says why to whoever explains', async () => {
    const config = { strategy: { mode: 'by-name', first: 'b' }, targets };
    const reply = await call(`${gateway.url}/v1/route/explain`, {
      body: { config, body: { model: 'm', messages: [{ role: 'user', content: 'hi' }] } },
    });

    expect(reply.text).toContain('it is b');
  });

  it.each([
    ['throws', /strategy "throws" threw: no luck/],
    ['endless', /the strategy "endless", propose: it kept the process busy for more than 150 ms/],
    ['nobody', /strategy "nobody" proposed none of the 2 branches/],
    ['nowhere', /strategy "nowhere" proposed the branch 9/],
  ])('that is bad (%s) is a fault that names it, and harms nobody else', async (mode, message) => {
    const [bad, good] = await Promise.all([ask({ strategy: { mode }, targets }), ask({ provider: 'mock' })]);

    expect([bad.status, bad.json.error.type, bad.json.error.message]).toEqual([502, 'plugin_error', expect.stringMatching(message)]);
    expect(good.status).toBe(200);
  });
});

describe('a check of a plugin', () => {
  it('passes and denies', async () => {
    const polite = await ask(guarded('acme.polite'));
    const rude = await ask(guarded('acme.polite'), 'rude words');

    expect([polite.status, rude.status]).toEqual([200, 446]);
    expect(rude.json.hook_results.before_request_hooks[0].checks[0]).toMatchObject({
      id: 'acme.polite',
      verdict: false,
      data: { looked: 10 },
    });
  });

  it.each(['throws', 'garbage', 'changes'])('that is bad (%s) counts as passed, or as failed where its config says so', async (name) => {
    const passed = await ask(guarded(`bad.${name}`));
    const failed = await ask(guarded(`bad.${name}`, { failOnError: true }));

    expect([passed.status, failed.status]).toEqual([200, 446]);
    expect(failed.text).toContain(`bad.${name}`);
  });
});

describe('a plugin whose values hang', () => {
  it.each([
    ['branch', 502, /it kept the process busy/],
    ['verdict', 200, /This is the mock/],
    ['data', 200, /This is the mock/],
    ['thrown', 200, /This is the mock/],
  ])('harms nobody else: %s', async (name, status, said) => {
    const config = name === 'branch' ? { strategy: { mode: 'hangs-in-branch' }, targets } : guarded(`hangs.${name}`);
    const [bad, good] = await Promise.all([ask(config), ask({ provider: 'mock' })]);

    expect([bad.status, good.status]).toEqual([status, 200]);
    expect(bad.text).toMatch(said);
  });

  it('is not called again for a while, by its config neither', async () => {
    const first = await ask(guarded('bad.endless', { failOnError: true }));
    const second = await ask(guarded('bad.endless', { failOnError: true }));
    const third = await ask(guarded('bad.endless', { another: 1 }));

    expect([first.status, second.status, third.status]).toEqual([446, 446, 400]);
    expect(first.text).toMatch(/it kept the process busy for more than 150 ms/);
    for (const { text } of [second, third]) expect(text).toMatch(/is not called again for 30 s/);
  });
});

describe('what a plugin may not be', () => {
  it.each([
    [
      'a strategy under a name of ours',
      `export default ${strategy('fallback', '() => []')}`,
      /has the mode "fallback", which the gateway has itself/,
    ],
    ['a check under a name of ours', `export default ${check('default.contains', '() => ({})')}`, /what stands before the dot is taken/],
  ])('is %s', async (_what, text, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
    const refused = await launch({ folder, environment: { SLUICE_PLUGINS: written(folder, { it: text }) } });

    expect(await refused.exited).toBe(1);
    expect(refused.output()).toMatch(message);
  });

  it('is named by a config that no plugin knows', async () => {
    const reply = await ask({ strategy: { mode: 'by-nmae' }, targets });

    expect([reply.status, reply.json.error.message]).toEqual([
      400,
      expect.stringMatching(/by-name.*"by-nmae" is brought by no loaded plugin/),
    ]);
  });
});
