import { describe, expect, it } from '@jest/globals';
import { defineCheck, type Check, type Finding } from '@sluice/provider-sdk/check';
import { defineStrategy, type Strategy } from '@sluice/provider-sdk/strategy';
import { createExplainer } from './explain/explain.ts';
import { extensionsOf } from './extensions.ts';
import { chatRequest, configured, testHouse, type Does } from './house.test.support.ts';
import { authenticate } from './rooms/authenticate.ts';
import type { UpstreamRequest } from './wire/transport.ts';

const WELL: Does = { status: 200, text: '{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello Ada"}}]}' };
const DOWN: Does = { status: 503, text: '{}' };

const modelOf = ({ body }: UpstreamRequest) => (JSON.parse((body as Buffer).toString()) as { model: string }).model;

/** A house with plugins, in which the models whose names say so are down. */
const houseWith = (...plugins: readonly (Strategy | Check)[]) =>
  testHouse((request) => (modelOf(request).includes('down') ? DOWN : WELL), { changes: { extensions: extensionsOf(plugins) } });

const target = (model: string, more: object = {}) => ({ provider: 'acme', override_params: { model }, ...more });

const forked = (mode: string, ...targets: readonly object[]) => ({ strategy: { mode }, targets });

const backwards = defineStrategy({
  mode: 'backwards',
  *propose(branches) {
    for (const { index, model } of branches.toReversed()) yield { branch: index, why: `${model} stands behind the others` };
  },
});

const strategy = (propose: () => unknown, movesOn?: () => unknown): Strategy =>
  defineStrategy({
    mode: 'liar',
    propose: propose as Strategy['propose'],
    ...(movesOn && { movesOn: movesOn as NonNullable<Strategy['movesOn']> }),
  });

const check = (run: () => unknown, id = 'acme.liar'): Check =>
  defineCheck<unknown>({ id, phases: ['before', 'after'], rewrites: true, parameters: () => undefined, run: run as () => Finding });

describe('a request by a plugin’s strategy', () => {
  it('goes to the branch that it proposes, and says why', async () => {
    const { ask, sent } = houseWith(backwards);

    const { outcome, trail } = await ask(
      configured(forked('backwards', target('a'), target('b')), undefined, { 'x-sluice-explain': 'true' }),
    );

    expect(outcome).toMatchObject({ status: 200 });
    expect(sent.map(modelOf)).toEqual(['b']);
    expect(trail!.steps).toMatchObject([
      { kind: 'chosen', fork: 'config', mode: 'backwards', target: 'config.targets[1]', why: 'b stands behind the others' },
      { kind: 'attempt', target: 'config.targets[1]', status: 200 },
    ]);
  });

  it('goes on to the next where that one is down, as a fallback does', async () => {
    const { ask, sent } = houseWith(backwards);

    const { outcome, trail } = await ask(configured(forked('backwards', target('a'), target('b-down'))));

    expect(outcome).toMatchObject({ status: 200 });
    expect(sent.map(modelOf)).toEqual(['b-down', 'a']);
    expect(trail).toMatchObject({ target: 'config.targets[0]' });
  });

  it('stays where it is, where its rule says so', async () => {
    const { ask, sent } = houseWith(defineStrategy({ mode: 'once', propose: backwards.propose, movesOn: () => false }));

    const { outcome } = await ask(configured(forked('once', target('a'), target('b-down'))));

    expect(outcome).toMatchObject({ status: 503 });
    expect(sent.map(modelOf)).toEqual(['b-down']);
  });

  it('passes over one whose circuit is open', async () => {
    const { ask, sent } = houseWith(backwards);
    const config = {
      ...forked('backwards', target('a'), target('b-down')),
      strategy: { mode: 'backwards', cb_config: { failure_threshold: 1 } },
    };
    await ask(configured(config));

    await ask(configured(config));

    expect(sent.map(modelOf)).toEqual(['b-down', 'a', 'a']);
  });

  it('may ask for latencies, which are then measured', async () => {
    const seen: (number | undefined)[] = [];
    const measuring = defineStrategy({
      mode: 'measuring',
      propose: ([first], _options, turn) => (seen.push(turn.latencyMs(first!)), [{ branch: 0, why: 'first' }]),
    });
    const { ask } = houseWith(measuring);

    await ask(configured(forked('measuring', target('a'))));
    await ask(configured(forked('measuring', target('a'))));

    expect(seen).toEqual([undefined, 0]);
  });

  it('is explained without being sent', async () => {
    const { house, sent } = houseWith(backwards);
    const explain = createExplainer(house);
    const incoming = configured({ ...forked('backwards', target('a'), target('b')) });

    const { order, decisions, config } = await explain(incoming, authenticate(incoming.headers, house));

    expect(order).toEqual(['config.targets[1]', 'config.targets[0]']);
    expect(decisions).toMatchObject([{ mode: 'backwards', why: 'b stands behind the others' }, { why: 'a stands behind the others' }]);
    expect(config).toMatchObject({ root: { strategy: { mode: 'backwards', options: [] } } });
    expect(sent).toEqual([]);
  });

  it('is explained by its own rule for when to move on', async () => {
    const { house } = houseWith(defineStrategy({ mode: 'once', propose: backwards.propose, movesOn: () => false }));
    const incoming = configured(forked('once', target('a'), target('b')));

    const { order } = await createExplainer(house)(incoming, authenticate(incoming.headers, house));

    expect(order).toEqual(['config.targets[1]']);
  });

  it('tells nothing of its options but their names', async () => {
    const { house } = houseWith(defineStrategy({ mode: 'secretive', propose: backwards.propose, options: () => undefined }));
    const incoming = configured({ strategy: { mode: 'secretive', token: 'sk-secret' }, targets: [target('a')] });

    const explanation = await createExplainer(house)(incoming, authenticate(incoming.headers, house));

    expect(explanation.config).toMatchObject({ root: { strategy: { mode: 'secretive', options: ['token'] } } });
    expect(JSON.stringify(explanation)).not.toContain('sk-secret');
  });
});

const HOSTILE: readonly (readonly [string, Strategy])[] = [
  ['throws', strategy(() => { throw new Error('out of luck'); })], // prettier-ignore
  ['throws what is no error', strategy(() => { throw 'out of luck'; })], // prettier-ignore
  ['rejects', strategy(async () => { throw new Error('out of luck'); })], // prettier-ignore
  ['gives no list', strategy(() => 7)],
  ['gives an empty one', strategy(() => [])],
  ['names a branch that is none', strategy(() => [{ branch: 99, why: '' }])],
  ['names none by a number', strategy(() => [{ branch: 'a', why: '' }])],
  ['says why in a number', strategy(() => [{ branch: 0, why: 1 }])],
  ['names a broken one for ever', strategy(function* () { for (;;) yield { branch: 0, why: '' }; })], // prettier-ignore
  ['throws when asked whether to move on', strategy(() => [{ branch: 0, why: '' }], () => { throw new Error('no idea'); })], // prettier-ignore
  [
    'does not say whether to move on',
    strategy(
      () => [{ branch: 0, why: '' }],
      () => 'perhaps',
    ),
  ],
];

describe.each(HOSTILE)('a plugin’s strategy that %s', (_name, liar) => {
  it('fails its own requests, by name', async () => {
    const { ask } = houseWith(liar);

    const { outcome } = await ask(configured(forked('liar', target('a-down'), target('b'))));

    expect(outcome).toMatchObject({ kind: 'failure', status: 502, fault: { kind: 'plugin_failed' } });
    expect(outcome).toMatchObject({ fault: { message: expect.stringMatching(/^strategy "liar" /) } });
  });

  it('leaves all other requests alone, those of its own gateway too', async () => {
    const { ask, sent } = houseWith(liar, backwards);
    await ask(configured(forked('liar', target('a-down'), target('b'))));
    sent.length = 0;

    const others = await Promise.all([
      ask(configured(forked('backwards', target('a'), target('b')))),
      ask(chatRequest({ 'x-portkey-provider': 'acme', authorization: 'own' }, { model: 'straight', messages: [] })),
      ask(configured(forked('single', target('c')))),
    ]);

    expect(others.map(({ outcome }) => outcome.status)).toEqual([200, 200, 200]);
    expect(sent.map(modelOf).toSorted()).toEqual(['b', 'c', 'straight']);
  });

  it('is moved on from by a fallback around it', async () => {
    const { ask, sent } = houseWith(liar);

    const { outcome, trail } = await ask(configured(forked('fallback', forked('liar', target('a-down')), target('c'))));

    expect(outcome).toMatchObject({ status: 200 });
    expect(trail).toMatchObject({ target: 'config.targets[1]' });
    expect(sent.map(modelOf).at(-1)).toBe('c');
  });

  it('is explained with what is wrong about it', async () => {
    const { house } = houseWith(liar);
    const incoming = configured(forked('liar', target('a'), target('b')));

    const { decisions } = await createExplainer(house)(incoming, authenticate(incoming.headers, house));

    expect(decisions.at(-1)).toMatchObject({ kind: 'skipped', target: 'config', reason: expect.stringMatching(/^strategy "liar" /) });
  });
});

describe('plugins of two gateways in one process', () => {
  it('are strangers to each other', async () => {
    const [with_, without] = [
      houseWith(
        backwards,
        check(() => ({ verdict: true })),
      ),
      houseWith(),
    ];
    const config = forked('backwards', target('a'));
    const guarded = target('a', { input_guardrails: [{ 'acme.liar': {} }] });

    const answers = await Promise.all([with_, without].flatMap(({ ask }) => [ask(configured(config)), ask(configured(guarded))]));

    expect(answers.map(({ outcome }) => outcome.status)).toEqual([200, 200, 400, 400]);
    expect(answers[2]!.outcome).toMatchObject({
      fault: { message: expect.stringContaining('"backwards" is brought by no loaded plugin') },
    });
    expect(answers[3]!.outcome).toMatchObject({ fault: { message: expect.stringContaining('acme.liar is neither a check nor') } });
  });
});

const guardedBy = (hook: object, member = 'input_guardrails') => ({ provider: 'acme', [member]: [hook] });

const wholeOf = ({ outcome }: { readonly outcome: object }) =>
  JSON.parse(String((outcome as { body: Buffer }).body)) as Record<string, unknown>;

describe('a request that a plugin’s check looks at', () => {
  const noAda = defineCheck({
    id: 'acme.no-ada',
    phases: ['before', 'after'],
    run: ({ text }) => ({ verdict: !text.includes('Ada'), data: { explanation: 'Ada is not to be named.' } }),
  });
  const SAYS_ADA = { model: 'a', messages: [{ role: 'user', content: 'I am Ada' }] };

  it.each([
    ['is denied', true, 446, 0],
    ['is marked', false, 246, 1],
  ])('%s where it fails and deny is %s', async (_name, deny, status, asked) => {
    const { ask, sent } = houseWith(noAda);
    const feedback = { value: -5, weight: 1, metadata: {} };

    const answer = await ask(configured(guardedBy({ 'acme.no-ada': {}, deny, on_fail: { feedback } }), SAYS_ADA));

    expect(answer.outcome.status).toBe(status);
    expect(sent).toHaveLength(asked);
    const body = answer.outcome.kind === 'failure' ? answer.outcome.body : wholeOf(answer);
    expect(body['hook_results']).toMatchObject({
      before_request_hooks: [
        { verdict: false, feedback, checks: [{ id: 'acme.no-ada', verdict: false, data: { explanation: 'Ada is not to be named.' } }] },
      ],
    });
  });

  it('is judged by its answer too', async () => {
    const { ask } = houseWith(noAda);

    const { outcome } = await ask(
      configured(guardedBy({ 'acme.no-ada': {}, deny: true }, 'output_guardrails'), { model: 'a', messages: [] }),
    );

    expect(outcome).toMatchObject({ status: 446, fault: { kind: 'hooks_failed' } });
  });

  it('goes out as the check has rewritten it', async () => {
    const { ask, sent } = houseWith(
      defineCheck({
        id: 'acme.hide',
        phases: ['before'],
        rewrites: true,
        run: (_question, _parameters, { rewritten }) => ({ verdict: true, document: rewritten((text) => text.replace('Ada', '[NAME]')) }),
      }),
    );

    await ask(configured(guardedBy({ 'acme.hide': {} }, 'input_mutators'), SAYS_ADA));

    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toMatchObject({ messages: [{ content: 'I am [NAME]' }] });
  });

  it.each<readonly [string, Check]>([
    ['throws', check(() => { throw new Error('out of luck'); })], // prettier-ignore
    ['rejects with nothing', check(() => Promise.reject(undefined))],
    ['never answers', check(() => new Promise(() => {}))],
    ['gives garbage', check(() => 'fine')],
    ['gives a verdict in words', check(() => ({ verdict: 'yes' }))],
    ['writes what is no document', check(() => ({ verdict: true, document: [] }))],
  ])('by one that %s passes, unless it must not', async (_name, liar) => {
    const { ask, sent, clock } = houseWith(liar);
    const began = clock.now();

    const lenient = await ask(configured(guardedBy({ 'acme.liar': {}, deny: true }), SAYS_ADA));
    const strict = await ask(configured(guardedBy({ 'acme.liar': { failOnError: true }, deny: true }), SAYS_ADA));

    expect([lenient.outcome.status, strict.outcome.status]).toEqual([200, 446]);
    const [hook] = (wholeOf(lenient)['hook_results'] as { before_request_hooks: [{ checks: object[] }] }).before_request_hooks;
    expect(hook.checks).toMatchObject([{ verdict: true, error: { message: expect.stringMatching(/^check "acme.liar" /) } }]);
    expect(sent.map((request) => JSON.parse((request.body as Buffer).toString()) as unknown)).toEqual([SAYS_ADA]);
    expect(clock.now() - began).toBeLessThanOrEqual(20_000);
  });

  it('by one that floods gets a reply of a sane length', async () => {
    const { ask } = houseWith(check(() => ({ verdict: true, data: { all: 'x'.repeat(10_000_000) } })));

    const answer = await ask(configured(guardedBy({ 'acme.liar': {} }), SAYS_ADA));

    expect(JSON.stringify(wholeOf(answer)).length).toBeLessThan(5_000);
  });

  it('by one that changes what it was given goes out as it was', async () => {
    const vandal = defineCheck({
      id: 'acme.vandal',
      phases: ['before'],
      rewrites: true,
      run({ request }) {
        (request['messages'] as { content: string }[])[0]!.content = 'I am nobody';
        return { verdict: true };
      },
    });
    const { ask, sent } = houseWith(vandal);

    const { outcome } = await ask(configured(guardedBy({ 'acme.vandal': {} }), SAYS_ADA));

    expect(outcome.status).toBe(200);
    expect(JSON.parse((sent[0]!.body as Buffer).toString())).toEqual(SAYS_ADA);
  });
});
