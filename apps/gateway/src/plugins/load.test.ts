import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlugins } from './load.ts';

const LIMITS = { busyMs: 0, waitMs: 0, stuckMs: 0 };

/** The text of a plugin, whole but for what is said otherwise. */
const provider = (id: string, members = '') => `export default { ${providerOf(id, members)} };`;
const providerOf = (id: string, members = '') => `
  spec: 1, id: '${id}', name: 'Mine', aliases: [], stability: 'beta', fields: {}, credential: undefined, models: [], passHeaders: [],
  operations: { chat: { dialect: 'openai-chat', path: '/chat/completions' } }, baseURL: () => 'http://mine.invalid',
  authorize: (request) => request, readFault: undefined, answer: undefined, ${members}`;

const strategy = (members = '') =>
  `{ spec: 1, sort: 'strategy', mode: 'first-letter', alternatives: true, options: () => undefined, propose: () => [], ${members} }`;
const check = (members = '') =>
  `{ spec: 1, sort: 'check', id: 'acme.polite', phases: ['before'], rewrites: false, parameters: () => undefined, run: () => ({ verdict: true }), ${members} }`;

const folder = () => mkdtempSync(join(tmpdir(), 'sluice-test-'));

/** Loads modules of these texts, in their order. */
function load(...texts: readonly string[]) {
  const from = folder();
  const sources = texts.map((text, index) => {
    writeFileSync(join(from, `${index}.mjs`), text);
    return { name: `./${index}.mjs`, namedIn: 'plugins', from, shipped: false };
  });
  return loadPlugins(sources, LIMITS);
}

describe('a plugin', () => {
  it('is a provider, a strategy, a check, or a list of them', async () => {
    const list = `export default [{ ${providerOf('one')} }, { ${providerOf('two')} }, ${strategy()}, ${check()}];`;

    const { providers, extensions, failed } = await load(list, provider('three'));

    expect(providers.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect([...extensions.strategies.keys()]).toEqual(['first-letter']);
    expect([...extensions.checks.keys()]).toEqual(['acme.polite']);
    expect(failed).toEqual([]);
  });

  it.each<[string, RegExp, ...string[]]>([
    [
      'exports nothing by default',
      /^plugins: "\.\/0\.mjs" does not default-export a provider, a strategy or a check; wrap it in/,
      'export const x = 1;',
    ],
    ['exports something else', /does not default-export a provider/, 'export default "groq";'],
    ['exports a list with something else in it', /does not default-export a provider/, `export default [{ ${providerOf('a')} }, null];`],
    [
      'is of another spec',
      /^plugins: "\.\/0\.mjs" is refused: it was written for provider spec 2; this gateway speaks 1$/,
      provider('a', 'spec: 2'),
    ],
    ['has an odd id', /it has the id "My Own"; an id is lower-case letters/, provider('My Own')],
    ['clashes with another', /^plugins: \.\/1\.mjs and \.\/0\.mjs both provide "a"$/, provider('a'), provider('a')],
    ['clashes by an alias', /both provide "a"$/, provider('a'), provider('b', `aliases: ['a']`)],
    ['clashes as a strategy', /both provide the strategy "first-letter"/, `export default ${strategy()}`, `export default ${strategy()}`],
    [
      'clashes as a check, whatever its case',
      /both provide the check "acme.polite"/,
      `export default ${check()}`,
      `export default ${check(`id: 'Acme.Polite'`)}`,
    ],
    ['is a strategy of another spec', /"\.\/0\.mjs" was written for strategy spec 7/, `export default ${strategy('spec: 7')}`],
    ['is a check without a maker', /has the id "polite"; the id of a check is its maker/, `export default ${check(`id: 'polite'`)}`],
    [
      'has a field that is none',
      /the provider "a" is not whole: "fields.key.type" must be one of \[text, secret\]/,
      provider('a', `fields: { key: { type: 'password', label: 'Key', required: true } }`),
    ],
    ['has a field without a label', /"fields.key.label" is required/, provider('a', `fields: { key: { type: 'secret', required: true } }`)],
    [
      'names a credential that is no field',
      /names the credential "token", which is none of its fields/,
      provider('a', `credential: 'token'`),
    ],
    [
      'has no operations to speak of',
      /"operations.chat" must contain at least one of \[choose, dialect\]|"operations.chat" must/,
      provider('a', 'operations: { chat: {} }'),
    ],
    [
      'has neither path nor codec',
      /"operations.chat" must contain at least one of \[path, codec\]/,
      provider('a', `operations: { chat: { dialect: 'openai-chat' } }`),
    ],
    [
      'has a codec without a reply',
      /"operations.chat.codec.reply" is required/,
      provider('a', `operations: { chat: { dialect: 'openai-chat', codec: { request() {} } } }`),
    ],
    ['has a base that is no function', /"baseURL" must be of type function/, provider('a', `baseURL: 'http://x'`)],
    [
      'prices a model below nothing',
      /"models\[0\].price.input" must be greater than or equal to 0/,
      provider('a', `models: [{ id: 'm', price: { input: -1, output: 0 } }]`),
    ],
    [
      'asks for the caller’s credential',
      /asks for the header "authorization" in passHeaders/,
      provider('a', `passHeaders: ['authorization']`),
    ],
    ['asks for a key of ours', /asks for the header "x-portkey-api-key"/, provider('a', `passHeaders: ['x-portkey-api-key']`)],
    [
      'has a field that a key of ours would fill',
      /has the field "key" under the name "api-key", which is the gateway's own/,
      provider('a', `fields: { key: { type: 'text', label: 'K', required: false, header: 'api-key' } }`),
    ],
    [
      'reads a setting of ours',
      /reads the field "key" from SLUICE_ADMIN_KEY/,
      provider('a', `fields: { key: { type: 'text', label: 'K', required: false, env: ['SLUICE_ADMIN_KEY'] } }`),
    ],
    [
      'reads another one’s secret',
      /"b" would read its field "key" from A_API_KEY, where the secret of "a" stands/,
      provider('a', `fields: { apiKey: { type: 'secret', label: 'K', required: true } }`),
      provider('b', `fields: { key: { type: 'text', label: 'K', required: true, env: ['A_API_KEY'] } }`),
    ],
    [
      'speaks what nobody speaks',
      /"operations.chat.dialect" must be one of/,
      provider('a', `operations: { chat: { dialect: 'klingon', path: '/x' } }`),
    ],
    ['asks for somebody’s key', /asks for the header "x-goog-api-key" in passHeaders/, provider('a', `passHeaders: ['x-goog-api-key']`)],
    [
      'shares the header of another one’s secret',
      /"b" would read its field "key" from acme-secret, where the secret of "a" stands/,
      provider('a', `fields: { apiKey: { type: 'secret', label: 'K', required: true, header: 'acme-secret' } }`),
      provider('b', `fields: { key: { type: 'text', label: 'K', required: false, config: 'acme_secret' } }`),
    ],
    [
      'reads another one’s secret by an accident of names',
      /would read its field "\w+" from A_API_KEY, where the secret of/,
      provider('a', `fields: { apiKey: { type: 'secret', label: 'K', required: true } }`),
      provider('a-api', `fields: { key: { type: 'secret', label: 'K', required: true } }`),
    ],
  ])('that %s is refused in a sentence', async (_what, message, ...texts) => {
    await expect(load(...texts)).rejects.toThrow(message);
  });

  it('that is not there is refused with the place that was looked at', async () => {
    const from = folder();
    const named = (name: string) => loadPlugins([{ name, namedIn: 'SLUICE_PLUGINS', from, shipped: false }], LIMITS);

    await expect(named('nobody-wrote-this')).rejects.toThrow(`SLUICE_PLUGINS: "nobody-wrote-this" is not installed, as seen from ${from}`);
    await expect(named('./nothing.js')).rejects.toThrow(/"\.\/nothing\.js" is not installed/);
  });

  it.each([
    ['throws', `throw new Error('no luck');`, 'no luck'],
    ['throws what is no error', 'throw 7;', 'it threw 7'],
    ['throws what cannot be read', 'throw { get message() { throw 1; } };', 'it threw something that cannot be read'],
    ['imports what is not there', `import 'nobody-wrote-this';`, expect.stringContaining('nobody-wrote-this')],
  ])('that %s while it is loaded is left out, and the others are there', async (_what, text, reason) => {
    const { providers, failed } = await load(text, provider('good'));

    expect(providers.map(({ id }) => id)).toEqual(['good']);
    expect(failed).toEqual([{ name: './0.mjs', namedIn: 'plugins', reason }]);
  });

  it('may ask for headers that only sound like credentials', async () => {
    const passed = ['idempotency-key', 'x-snowflake-authorization-token-type', 'x-max-tokens', 'openai-beta'];

    const { providers } = await load(provider('a', `passHeaders: ${JSON.stringify(passed)}`));

    expect(providers[0]!.passHeaders).toEqual(passed);
  });

  it('of an older release has what came to the contract since', async () => {
    const { providers } = await load(provider('old', 'differences: undefined, otherCredentials: undefined'));

    expect(providers[0]).toMatchObject({ otherCredentials: [], differences: [] });
    expect(providers[0]!.borrowsIdentity({})).toBe(false);
  });

  it('cannot change afterwards what it said of itself', async () => {
    const text = `const it = { ${providerOf('a', `models: [{ id: 'm' }]`)} }; export default it; globalThis.changeIt = () => { it.id = 'groq'; it.models[0].id = 'x'; };`;
    const { providers } = await load(text);

    (globalThis as unknown as { changeIt: () => void }).changeIt();

    expect([providers[0]!.id, providers[0]!.models[0]!.id]).toEqual(['a', 'm']);
  });
});

describe('a plugin in a package', () => {
  function packaged(manifest: object, files: Readonly<Record<string, string>>): { name: string; from: string } {
    const from = folder();
    const at = join(from, 'node_modules', '@acme', 'sluice-provider-inhouse');
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name: '@acme/sluice-provider-inhouse', type: 'module', ...manifest }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
    return { name: '@acme/sluice-provider-inhouse', from };
  }

  const read = (place: { name: string; from: string }) => loadPlugins([{ ...place, namedIn: 'plugins', shipped: false }], LIMITS);

  it.each([
    ['exports of one name', { exports: './entry.js' }],
    ['exports with conditions', { exports: { '.': { types: './x.d.ts', import: './entry.js' } } }],
    ['nested conditions', { exports: { '.': { node: { import: './entry.js' }, default: './no.js' } } }],
    ['conditions without a dot', { exports: { default: './entry.js' } }],
    ['a main', { main: './entry.js' }],
  ])('is found by name and by its folder, with %s', async (_what, manifest) => {
    const place = packaged(manifest, { 'entry.js': provider('inhouse') });
    const byFolder = { ...place, name: './node_modules/@acme/sluice-provider-inhouse' };

    expect((await read(place)).providers.map(({ id }) => id)).toEqual(['inhouse']);
    expect((await read(byFolder)).providers.map(({ id }) => id)).toEqual(['inhouse']);
  });

  const capable = { main: './entry.js', sluice: { capabilities: './capabilities.json' } };
  const manifest = (slug: string) => JSON.stringify({ spec: 1, providers: { [slug]: { chat: { tools: 'refused' } } } });

  it('brings what its test kit found', async () => {
    const { capabilities } = await read(packaged(capable, { 'entry.js': provider('inhouse'), 'capabilities.json': manifest('inhouse') }));

    expect(capabilities).toEqual({ inhouse: { chat: { tools: 'refused' } } });
  });

  it.each([
    ['is missing', {}, /names the capability manifest \.\/capabilities\.json, which is not there/],
    ['is not JSON', { 'capabilities.json': '{' }, /is not JSON/],
    ['is of another form', { 'capabilities.json': '{"spec":2}' }, /spec 2 cannot be read here/],
    ['speaks of another provider', { 'capabilities.json': manifest('groq') }, /speaks of "groq", which this package does not provide/],
  ])('is refused where its manifest %s', async (_what, files, message) => {
    await expect(read(packaged(capable, { 'entry.js': provider('inhouse'), ...files }))).rejects.toThrow(message);
  });
});
