import { describe, expect, it } from '@jest/globals';
import { network, subject } from './given.test.fixture.ts';
import { isWritten } from './hook.ts';
import { readHooks } from './read-hooks.ts';
import { runHooks } from './run-hooks.ts';
import type { GuardTools, JsonRecord, Subject } from './subject.ts';

const HAS_A = { 'default.contains': { words: ['a'] } };
const HAS_B = { contains: { words: ['b'] } };
const REDACT_A = { regexReplace: { rule: 'a', redactText: 'b' } };
const BROKEN = { webhook: { webhookURL: 'https://down.example' } };

function run(hooks: readonly JsonRecord[], about: Subject, tools: GuardTools = network().tools) {
  const { before, after, problems } = readHooks({ [about.phase === 'before' ? 'before_request_hooks' : 'after_request_hooks']: hooks });
  expect(problems).toEqual([]);
  return runHooks([...before, ...after].filter(isWritten), about, tools);
}

describe('the verdict of hooks', () => {
  it.each([
    ['no hooks', [], false, false],
    ['all pass', [HAS_A, { ...HAS_A, deny: true }], false, false],
    ['one fails softly', [{ ...HAS_A, deny: true }, HAS_B], false, true],
    ['one denies', [HAS_A, { ...HAS_B, deny: true }], true, true],
    ['one check of many fails', [{ ...HAS_A, alluppercase: {}, deny: true }], true, true],
    ['one cannot be run', [{ ...BROKEN, deny: true }], false, false],
    ['one cannot be run, and must', [{ webhook: { ...BROKEN.webhook, failOnError: true }, deny: true }], true, true],
    ['an async one fails', [{ ...HAS_B, async: true }], false, false],
  ])('%s', async (_name, hooks, denied, failed) => {
    const outcome = await run(hooks, subject('a'));

    expect(outcome).toMatchObject({ denied, failed });
    expect(outcome.results).toHaveLength(hooks.length);
  });

  it('is told in exactly this shape', async () => {
    const feedback = { value: -5, weight: 1, metadata: { by: 'guard' } };
    const { tools, time } = network({ 'https://down.example': new Error('down') });
    const slow: GuardTools = {
      ...tools,
      send: async (request) => {
        time.now += 40;
        return tools.send(request);
      },
    };

    const { results } = await run(
      [{ id: 'mine', ...HAS_B, webhook: { ...BROKEN.webhook, failOnError: false }, sequential: true, deny: true, on_fail: { feedback } }],
      subject('a'),
      slow,
    );

    expect(results).toEqual([
      {
        verdict: false,
        id: 'mine',
        transformed: false,
        checks: [
          {
            data: { operator: 'any', foundWords: [], missingWords: ['b'], explanation: 'The text contains 0 of the 1 words.' },
            verdict: false,
            id: 'default.contains',
            execution_time: 0,
            transformed: false,
            created_at: '2023-11-14T22:13:20.000Z',
            log: null,
          },
          {
            data: {
              explanation: 'The check could not be run.',
              error: { name: 'Error', message: 'the service could not be reached within 3000 ms' },
            },
            verdict: true,
            id: 'default.webhook',
            error: { name: 'Error', message: 'the service could not be reached within 3000 ms' },
            execution_time: 40,
            transformed: false,
            created_at: '2023-11-14T22:13:20.000Z',
            log: null,
            fail_on_error: false,
          },
        ],
        feedback,
        execution_time: 40,
        async: false,
        type: 'guardrail',
        created_at: '2023-11-14T22:13:20.000Z',
        deny: true,
      },
    ]);
  });

  it('brings the feedback of success, or none', async () => {
    const { results } = await run(
      [
        { ...HAS_A, on_success: { value: 5 } },
        { ...HAS_A, on_fail: { value: -5 } },
      ],
      subject('a'),
    );

    expect(results.map(({ feedback }) => feedback)).toEqual([{ value: 5 }, null]);
  });
});

describe('what hooks rewrite', () => {
  it('is seen by later hooks, and the given documents stay as they were', async () => {
    const about = subject('a', 'after');
    const given = structuredClone(about);

    const outcome = await run([HAS_A, { ...REDACT_A, type: 'mutator' }, HAS_A, HAS_B], about);

    expect(outcome.results.map(({ verdict, transformed, type }) => [verdict, transformed, type])).toEqual([
      [true, false, 'guardrail'],
      [true, true, 'mutator'],
      [false, false, 'guardrail'],
      [true, false, 'guardrail'],
    ]);
    expect(outcome.response).toEqual(subject('b', 'after').response);
    expect(outcome.request).toBe(about.request);
    expect(about).toEqual(given);
  });

  it('is the same object where nothing is rewritten', async () => {
    const about = subject('c', 'after');

    const outcome = await run([REDACT_A], about);

    expect(outcome.request).toBe(about.request);
    expect(outcome.response).toBe(about.response);
  });

  it.each([
    [false, [true, true]],
    [true, [true, false]],
  ])('inside one hook is seen by later checks only if it is sequential: %s', async (sequential, verdicts) => {
    const { results } = await run([{ sequential, ...REDACT_A, ...HAS_A }], subject('a'));

    expect(results[0]?.checks.map(({ verdict }) => verdict)).toEqual(verdicts);
  });

  it('by one check is not undone by another beside it', async () => {
    const checks = ['a', 'b'].map((rule) => ({ id: 'regexReplace', parameters: { rule, redactText: '-' } }));

    const { request } = await run([{ checks }], subject('a b'));

    expect(request).toEqual(subject('- -').request);
  });

  it('beside the request reaches nobody', async () => {
    const { tools } = network({ 'https://hook.example': { body: { verdict: false, transformedData: { request: { json: {} } } } } });
    const about = subject('a');

    const outcome = await run([{ webhook: { webhookURL: 'https://hook.example' }, async: true }, HAS_A], about, tools);

    expect(outcome).toMatchObject({ failed: false, results: [{ async: true, verdict: false, transformed: false }, { verdict: true }] });
    expect(outcome.request).toBe(about.request);
  });
});

describe('the checks of a hook', () => {
  const webhooks = { checks: ['https://one.example', 'https://two.example'].map((url) => ({ id: 'log', parameters: { logURL: url } })) };

  it.each([
    [false, 2],
    [true, 1],
  ])('run one after another only if it is sequential: %s', async (sequential, together) => {
    let running = 0;
    let most = 0;
    const tools: GuardTools = {
      ...network().tools,
      async send() {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        return { status: 200, body: '' };
      },
    };

    const { results } = await run([{ ...webhooks, sequential }], subject('a'), tools);

    expect(results[0]?.checks).toHaveLength(2);
    expect(most).toBe(together);
  });
});
