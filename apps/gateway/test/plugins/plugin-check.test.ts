import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Ran } from '../docs/support/run-block.ts';
import { moduleOf, withSDK, write } from './plugins-to-check.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A dozen bad plugins take their time, and more of it where others work beside. */
const PATIENCE_MS = 120_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  withSDK(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sluice = (...args: readonly string[]): Promise<Ran> =>
  run(process.execPath, [MAIN, ...args], { folder, environment: {} }, PATIENCE_MS);

interface Found {
  readonly parts: readonly Readonly<Record<string, unknown>>[];
  readonly untried: readonly string[];
  readonly problems: readonly { readonly place: string; readonly said: string; readonly cure: string }[];
}

/** Writes a module of these parts, and has it checked. */
async function check(
  name: string,
  parts: readonly string[],
  ...args: readonly string[]
): Promise<Found & { readonly status: number | null }> {
  write(folder, `${name}.mjs`, moduleOf(...parts));
  const { status, output } = await sluice('plugin', 'check', `./${name}.mjs`, '--json', ...args);
  return { status, ...(JSON.parse(output) as Found) };
}

describe('a plugin that keeps its contract', () => {
  it('is told what it is, part by part', async () => {
    const rich = `provider('acme', {}, {
      name: 'Acme AI', aliases: ['acme-ai'],
      fields: {
        apiKey: secret('Key', { env: ['ACME_TOKEN'] }),
        region: optional(text('Region', { header: 'acme-region', config: 'acmeRegion' })),
      },
      models: [{ id: 'a', supports: ['chat'], price: { input: 1, output: 2 } }, { id: 'b' }],
      differences: [{ member: 'seed', fate: 'dropped', how: 'It has none.', source: 'its page', example: { seed: 1 } }],
      passHeaders: ['acme-beta'],
    })`;
    const strategy = `defineStrategy({ mode: 'last-first', propose: (branches) => branches.map(({ index }) => ({ branch: index, why: 'so' })).reverse() })`;
    const censor = `defineCheck({ id: 'acme.calm', phases: ['before', 'after'], run: ({ text }) => ({ verdict: !text.includes('!') }) })`;

    const { status, parts, problems } = await check('good', [rich, strategy, censor]);

    expect({ status, problems }).toEqual({ status: 0, problems: [] });
    expect(parts).toEqual([
      {
        sort: 'provider',
        slug: 'acme',
        name: 'Acme AI',
        stability: 'beta',
        aliases: ['acme-ai'],
        local: false,
        baseVariable: 'ACME_BASE_URL',
        operations: [{ name: 'chat', dialect: 'openai-chat', codec: { framing: 'sse' }, mended: false }],
        fields: [
          {
            name: 'apiKey',
            type: 'secret',
            required: true,
            label: 'Key',
            variables: ['ACME_API_KEY', 'ACME_TOKEN'],
            headers: ['authorization'],
            config: ['api_key'],
          },
          {
            name: 'region',
            type: 'text',
            required: false,
            label: 'Region',
            variables: ['ACME_REGION'],
            headers: ['x-portkey-acme-region', 'x-sluice-acme-region'],
            config: ['acmeRegion', 'acme_region'],
          },
        ],
        models: { count: 2, unpriced: ['b'], uncatalogued: ['b'] },
        differences: { dropped: ['seed'] },
        passHeaders: ['acme-beta'],
        manifest: null,
      },
      { sort: 'strategy', mode: 'last-first', alternatives: true, movesOn: 'as a fallback does' },
      { sort: 'check', id: 'acme.calm', phases: ['before', 'after'], rewrites: false },
    ]);
  });

  it('is told so in words, and ends though it has left a timer behind', async () => {
    write(folder, 'words.mjs', `setInterval(() => {}, 1000);\n${moduleOf(`provider('acme')`)}`);

    const { status, output } = await sluice('plugin', 'check', './words.mjs');

    expect(status).toBe(0);
    expect(output).toContain('provider acme (Acme, beta)\n');
    expect(output).toContain('  operation    chat: openai-chat, translated; streams as sse\n');
    expect(output).toMatch(/^odd_calls\s+kept$/m);
    expect(output).toMatch(/cells wait for recorded replies[^]+\.\/words\.mjs is good, as far as it could be tried\n$/);
  });

  it('has its recorded replies replayed, and its manifest compared with what they come to', async () => {
    const text = {
      asked: { method: 'POST', path: '/say', body: { model: 'a', texts: ['Say hello.'] } },
      answered: { status: 200, headers: { 'content-type': 'application/json' }, body: { said: 'Hello.' } },
    };
    write(folder, 'whole/package.json', {
      name: 'whole',
      type: 'module',
      exports: './main.js',
      sluice: { capabilities: './capabilities.json' },
    });
    write(
      folder,
      'whole/main.js',
      moduleOf(`provider('acme', { request: () => ({ path: '/say', body: { model: 'a', texts: ['Say hello.'] } }) })`),
    );
    write(folder, 'whole/replies/chat/text.json', text);
    write(folder, 'whole/capabilities.json', { spec: 1, providers: { acme: { chat: { text: 'failed', tools: 'works' } } } });

    const { status, output } = await sluice('plugin', 'check', './whole');

    expect(output).toMatch(/^text\s+works$/m);
    expect(output).toContain('  manifest     1 failed, 1 works\n');
    expect(output).toContain('provider acme: its capability manifest is not what its replies come to.\n  To do: run provider-testkit');
    expect(status).toBe(1);
  });
});

const NO_KEY = `throw new FaultError({ kind: 'invalid_request', message`;

/** Each puts the key that it was lent into a message, where a gateway cuts it out if it can. */
const TELLING: typeof HOSTILE = (
  [
    ['tells-its-key', `authorize: (_request, { apiKey }) => { ${NO_KEY}: 'bad key ' + apiKey }); }`, 'authorize'],
    [
      'tells-its-key-encoded',
      `authorize: async (_request, { apiKey }) => { ${NO_KEY}: 'sent Basic ' + btoa('acme:' + apiKey) }); }`,
      'authorize',
    ],
    ['tells-what-it-kept', `authorize, readFault: () => ({ kind: 'rate_limited', message: 'slow down, ' + kept }) `, 'readFault'],
    ['answers-with-its-key', `authorize, answer: ({ headers }) => { ${NO_KEY}: 'no ' + headers.authorization }); }`, 'answer'],
  ] as const
).map(([id, members, where]) => [
  id,
  `{}, { fields: { apiKey: secret('Key') }, ${members} }`,
  where,
  /^what it throws, or gives as a fault, has a secret setting in it$/,
  /^keep settings, and what is made of them, out of every message/,
]);

/** Each does one thing wrong: what it is, the function that does it, what is said of it, and what is to be done. */
const HOSTILE: readonly (readonly [id: string, source: string, where: string, said: RegExp, cure: RegExp])[] = [
  ['throws', `{ request() { throw new Error('no luck'); } }`, 'chat.codec.request', /^no luck$/, /kind invalid_request/],
  [
    'trusts-callers',
    `{ request: (call) => ({ path: '/say', body: { text: call.messages.at(-1).content } }) }`,
    'chat.codec.request',
    /^asked with messages odd \(.+\): .+at/,
    /kind invalid_request/,
  ],
  [
    'trusts-providers',
    `{ reply: ({ json }, asked) => chatReply({ choices: [{ text: json.said.text, finish: 'stop' }] }, asked) }`,
    'chat.codec.reply',
    /^answered with .+: Cannot read properties/,
    /kind unreadable_reply/,
  ],
  [
    'gives-garbage',
    `{ request: () => 42 }`,
    'chat.codec.request',
    /^it gave 42 in place of a draft$/,
    /what the contract of this function says/,
  ],
  [
    'gives-no-chunks',
    `{ stream: { framing: 'sse', reader: () => ({ read: () => 'x', end: () => [] }) } }`,
    'chat.codec.stream.read',
    /: it gave "x" in place of a list of chunks$/,
    /contract/,
  ],
  [
    'changes-its-call',
    `{ request: (call) => { call.model = 'b'; return request(call, {}); } }`,
    'chat.codec.request',
    /Cannot assign to read only/,
    /build anew/,
  ],
  [
    'never-returns',
    `{ request: () => { for (;;); } }`,
    'chat.codec.request',
    /^it kept the process busy for more than 1000 ms$/,
    /comes to an end/,
  ],
  [
    'is-slow-with-much',
    `{ request: (call) => { const draft = request(call, {}); const text = draft.body.texts.join(''); for (let at = 0; at < text.length; at++) JSON.stringify(text); return draft; } }`,
    'chat.codec.request',
    /^it kept the process busy/,
    /comes to an end/,
  ],
  [
    'never-resolves',
    `{}, { authorize: () => new Promise(() => {}) }`,
    'authorize',
    /^nothing came of it for 1000 ms$/,
    /keep each promise/,
  ],
  ['gives-no-request', `{}, { authorize: () => undefined }`, 'authorize', /^it gave undefined in place of a request$/, /contract/],
  [
    'gives-no-address',
    `{}, { baseURL: () => 'acme' }`,
    'baseURL',
    /^it gave "acme", which is no http or https address$/,
    /replies\/kit\.json/,
  ],
  [
    'waits-for-no-promise',
    `{}, { authorize: () => ({ then() { for (;;); } }) }`,
    'authorize',
    /^(it gave|it kept the process busy)/,
    /contract|comes to an end/,
  ],
  ...TELLING,
  ['gives-no-fault', `{}, { readFault: () => ({ kind: 'cancelled', message: 'x' }) }`, 'readFault', /the fault "cancelled"/, /contract/],
];

const QUOTING = `provider('quotes-its-provider', {}, {
  fields: { apiKey: secret('Key') },
  authorize,
  readFault: ({ body }) => ({ kind: 'rate_limited', message: 'it said ' + JSON.stringify(body) }),
})`;

describe('a plugin that breaks its contract', () => {
  let found: Found & { readonly status: number | null };
  beforeAll(async () => {
    found = await check('hostile', [...HOSTILE.map(([id, source]) => `provider('${id}', ${source})`), QUOTING]);
  }, PATIENCE_MS);

  it.each(HOSTILE)('%s: the function is named, with what it did and the cure', (id, _source, where, said, cure) => {
    const problem = found.problems.find(({ place }) => place === `provider ${id}, ${where}`);

    expect(problem).toEqual({ place: `provider ${id}, ${where}`, said: expect.stringMatching(said), cure: expect.stringMatching(cure) });
  });

  it('quotes-its-provider: what a provider says is nothing that a plugin tells', () => {
    const ofOne = found.problems.filter(({ place }) => place.startsWith('provider quotes-its-provider,'));

    expect(ofOne).toEqual([]);
  });

  it.each([
    ['gives-no-request', 'authorize'],
    ['never-returns', 'chat.codec.request'],
  ])('%s: nothing is said against what it does well', (id, where) => {
    const ofOne = found.problems.filter(({ place }) => place.startsWith(`provider ${id},`));

    expect(ofOne.map(({ place }) => place)).toEqual([`provider ${id}, ${where}`]);
    expect(found.status).toBe(1);
  });

  it.each([
    ['never-answers', 'new Promise(() => {})', 'an answer did not come for 5 s'],
    [
      'stops-amidst',
      '({ status: 200, headers: {}, body: (async function* () { await new Promise(() => {}); })() })',
      'the next piece did not come for 5 s',
    ],
  ])('%s: it is waited for once, and not at every question', async (id, answer, said) => {
    const { status, problems } = await check(id, [`provider('${id}', {}, { answer: () => ${answer} })`]);

    expect(problems).toContainEqual({ place: `provider ${id}, answer`, said, cure: expect.stringContaining('keep each promise') });
    expect(status).toBe(1);
  });
});

describe('a plugin that cannot be looked at for long', () => {
  /** Prints how often its id was read, and from the read of that number on it does not come to an end. */
  const counting = (last: number) =>
    moduleOf(`(() => {
      let reads = 0;
      process.on('exit', () => console.error('reads:' + reads));
      return Object.defineProperty({ ...provider('acme') }, 'id', { enumerable: true, get() {
        if (++reads >= ${last}) for (;;);
        return 'acme';
      } });
    })()`);

  it('is refused in a sentence, wherever it stops', async () => {
    write(folder, 'counted.mjs', counting(Infinity));
    const { output } = await sluice('plugin', 'check', './counted.mjs');
    const reads = Number(/reads:(\d+)/.exec(output)![1]);
    write(folder, 'stuck.mjs', counting(reads));

    const { status, output: said } = await run(
      process.execPath,
      [MAIN, 'plugin', 'check', './stuck.mjs'],
      { folder, environment: {} },
      20_000,
    );

    expect(said).toMatch(/^sluice: plugin check: .*stuck\.mjs.* its handshake: it kept the process busy/);
    expect(status).toBe(1);
  });
});

describe('a plugin that a start would refuse', () => {
  it.each([
    ['of another spec', `{ ...provider('acme'), spec: 2 }`],
    ['with a slug that is taken', `provider('groq')`],
    ['with a field that is none', `provider('acme', {}, { fields: { key: { type: 'password', label: 'Key', required: true } } })`],
    ['with a strategy of the gateway', `defineStrategy({ mode: 'fallback', propose: () => [] })`],
  ])('%s is refused in the words of a start', async (_what, part) => {
    write(folder, 'refused.mjs', moduleOf(part));

    const checked = await sluice('plugin', 'check', './refused.mjs');
    const started = await run(process.execPath, [MAIN, 'start'], { folder, environment: { SLUICE_PLUGINS: './refused.mjs', PORT: '0' } });

    expect(checked.output).toMatch(/^sluice: plugin check: .*refused\.mjs/);
    expect(checked.output.replace('plugin check', 'SLUICE_PLUGINS')).toBe(started.output);
    expect([checked.status, started.status]).toEqual([1, 1]);
  });

  it.each([
    ['is not there', './nowhere.mjs', /"\.\/nowhere\.mjs" is not installed, as seen from/],
    ['throws when it is loaded', './throws.mjs', /"\.\/throws\.mjs" could not be loaded \(no start\)/],
    ['exports nothing', './empty.mjs', /does not default-export a provider, a strategy or a check/],
  ])('because it %s is refused in a sentence, in words and as JSON', async (_what, name, sentence) => {
    write(folder, 'throws.mjs', `throw new Error('no start');`);
    write(folder, 'empty.mjs', 'export const nothing = 1;');

    const words = await sluice('plugin', 'check', name);
    const json = await sluice('plugin', 'check', name, '--json');

    expect(words).toEqual({ status: 1, output: expect.stringMatching(sentence) });
    expect(json.status).toBe(1);
    expect(JSON.parse(json.output)).toEqual({ plugin: name, refused: expect.stringMatching(sentence) });
  });

  it.each([
    [['plugin'], 'say what is to be done: plugin check NAME'],
    [['plugin', 'load', 'x'], 'there is no "load"'],
    [['plugin', 'check'], 'name a package, or the path'],
    [['plugin', 'check', 'a', 'b'], 'one plugin at a time'],
    [['plugin', 'check', 'a', '--url', 'x'], '--url: the command "plugin" does not take it'],
    [['check', '--options', '{}'], '--options: the command "check" does not take it'],
  ])('is not looked for where the command is wrong: %j', async (args, sentence) => {
    const { status, output } = await sluice(...args);

    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining(sentence) });
  });
});

describe('a strategy', () => {
  it.each([
    [
      'keeps-state',
      `let turn = 0`,
      `propose: (branches) => [{ branch: turn++ % branches.length, why: 'next' }]`,
      /asked the same twice it proposes something else/,
    ],
    ['proposes-nobody', '', 'propose: () => []', /among 1 branches, .*proposed none of the 1 branches/],
    ['proposes-strangers', '', `propose: () => [{ branch: 1, why: 'so' }]`, /among 1 branches, .*proposed the branch 1/],
    [
      'knows-all-prices',
      '',
      `propose: (branches, _o, turn) => branches.map((each) => ({ branch: each.index, why: turn.cost(each).toFixed(2) }))`,
      /with nothing known of any: .*toFixed/,
    ],
    ['never-ends', '', 'propose: () => { for (;;); }', /kept the process busy/],
    ['hides-a-loop', '', 'propose: () => [{ get branch() { for (;;); }, why: "so" }]', /kept the process busy/],
    [
      'is-unsure',
      '',
      `propose: () => [{ branch: 0, why: 'so' }], movesOn: () => 'perhaps'`,
      /after the status 200: .*neither true nor false/,
    ],
    [
      'reads-blindly',
      '',
      `options: ({ list = [] }) => list.map((each) => each), propose: () => [{ branch: 0, why: 'so' }]`,
      /where a config gives list as .*reading its options fails: .*map/,
      '{"list": []}',
    ],
  ])('that %s is told', async (mode, before, members, said, options = '{}') => {
    write(folder, `${mode}.mjs`, `${before};\n${moduleOf(`defineStrategy({ mode: '${mode}', ${members} })`)}`);

    const { status, output } = await sluice(
      'plugin',
      'check',
      `./${mode}.mjs`,
      '--json',
      ...(options === '{}' ? [] : ['--options', options]),
    );

    expect((JSON.parse(output) as Found).problems).toEqual([
      { place: `strategy ${mode}`, said: expect.stringMatching(said), cure: expect.any(String) },
    ]);
    expect(status).toBe(1);
  });

  it('that cannot do without options says so, and is tried with those that are given', async () => {
    const strategy = `defineStrategy({
      mode: 'picky',
      options: ({ first }) => { if (typeof first !== 'number') throw new Error('"first" must be a number'); return first; },
      propose: (_branches, first) => [{ branch: first, why: 'so' }],
    })`;

    const bare = await check('picky', [strategy]);
    const given = await check('picky', [strategy], '--options', '{"first": 0}');
    const wrong = await check('picky', [strategy], '--options', '{"first": 7}');

    expect([bare.status, bare.untried]).toEqual([
      0,
      [expect.stringContaining('its options are refused ("first" must be a number); give some by --options')],
    ]);
    expect([given.status, given.untried]).toEqual([0, []]);
    expect([wrong.status, wrong.problems[0]?.said]).toEqual([1, expect.stringContaining('proposed the branch 7')]);
  });
});

describe('a check', () => {
  it.each([
    ['no-verdict', `run: () => ({ ok: true })`, /with a short text: .*no finding/],
    ['trusts-texts', `run: ({ text }) => ({ verdict: JSON.parse(text) !== null })`, /with a short text: .*threw/],
    [
      'trusts-bodies',
      `run: ({ request }) => ({ verdict: request.messages.length > 0 })`,
      /in the phase before of completions, with a short text: .*length/,
    ],
    ['no-end', `run: () => new Promise(() => {})`, /with a short text: nothing came of it for 10 s/],
    ['data-without-end', `run: () => ({ verdict: true, data: { toJSON() { for (;;); } } })`, /kept the process busy/],
    ['changes-it', `run: ({ request }) => { request.model = 'x'; return { verdict: true }; }`, /Cannot assign to read only/],
    [
      'rewrites-in-secret',
      `run: (_q, _p, { rewritten }) => ({ verdict: true, document: rewritten(() => 'x') })`,
      /does not say that it rewrites/,
    ],
    [
      'backtracks',
      `run: ({ text }) => ({ verdict: !/^(a+)+$/.test(text.length < 100 ? text : text.replaceAll(' ', '').slice(0, 40) + '!') })`,
      /with a million letters: .*kept the process busy/,
    ],
  ])('that has %s is told', async (name, members, said) => {
    const { status, problems } = await check(name, [`defineCheck({ id: 'acme.${name}', phases: ['before'], ${members} })`]);

    expect(problems).toEqual([{ place: `check acme.${name}`, said: expect.stringMatching(said), cure: expect.any(String) }]);
    expect(status).toBe(1);
  });
});
