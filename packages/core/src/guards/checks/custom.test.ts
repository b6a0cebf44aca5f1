import { describe, expect, it } from '@jest/globals';
import { defineCheck, type Check, type CheckDefinition, type CheckQuestion } from '@sluice/provider-sdk/check';
import { extensionsOf } from '../../extensions.ts';
import { StillClock } from '../../house.test.support.ts';
import { network, subject } from '../given.test.fixture.ts';
import { isWritten, type CheckResult } from '../hook.ts';
import { readHooks } from '../read-hooks.ts';
import { runHooks } from '../run-hooks.ts';
import type { GuardTools, JsonRecord, Subject } from '../subject.ts';

const made = (changes: Partial<CheckDefinition<unknown>> = {}): Check =>
  defineCheck<unknown>({
    id: 'acme.mine',
    phases: ['before', 'after'],
    parameters: (given) => given,
    run: () => ({ verdict: true }),
    ...changes,
  });

const noNames = defineCheck({
  id: 'acme.noNames',
  phases: ['before', 'after'],
  rewrites: true,
  parameters: ({ names = [] }) => {
    if (!Array.isArray(names)) throw new Error('"names" is a list');
    return names as readonly string[];
  },
  run: (_question, names, { rewritten }) => ({
    verdict: true,
    document: rewritten((text) => names.reduce((left, name) => left.replaceAll(name, '[NAME]'), text)),
  }),
});

const readWith = (checks: readonly Check[], node: JsonRecord) => readHooks(node, extensionsOf(checks).checks);

async function tried(check: Check, parameters: JsonRecord = {}, about: Subject = subject('I am Ada'), tools: GuardTools = network().tools) {
  const member = about.phase === 'before' ? 'input_guardrails' : 'output_guardrails';
  const { before, after, problems } = readWith([check], { [member]: [{ [check.id]: parameters }] });
  expect(problems).toEqual([]);
  const outcome = await runHooks([...before, ...after].filter(isWritten), about, tools);
  return { ...outcome, check: outcome.results[0]?.checks[0] as CheckResult };
}

describe('a plugin’s check in a config', () => {
  it.each(['before_request_hooks', 'input_mutators', 'input_guardrails', 'after_request_hooks', 'output_mutators', 'output_guardrails'])(
    'may stand in %s, short or long',
    (member) => {
      const parameters = { names: ['Ada'] };
      const long = { checks: [{ id: 'ACME.nonames', parameters }] };

      const { before, after, problems } = readWith([noNames], { [member]: [{ 'acme.noNames': parameters, deny: true }, long] });

      expect(problems).toEqual([]);
      expect([...before, ...after].filter(isWritten).map(({ checks }) => checks.map(({ id, parameters: { read } }) => [id, read]))).toEqual(
        [[['acme.noNames', ['Ada']]], [['acme.noNames', ['Ada']]]],
      );
    },
  );

  it.each<readonly [string, Check, JsonRecord, string]>([
    ['that cannot look there', made({ phases: ['after'] }), { input_guardrails: [{ 'acme.mine': {} }] }, 'acme.mine looks at the response'],
    ['that rewrites nothing, in a mutator', made(), { input_mutators: [{ 'acme.mine': {} }] }, 'acme.mine rewrites nothing'],
    ['whose parameters are a list', made(), { input_guardrails: [{ 'acme.mine': [] }] }, 'acme.mine takes an object of parameters'],
    [
      'whose parameters it refuses',
      noNames,
      { input_guardrails: [{ 'acme.noNames': { names: 'Ada' } }] },
      'acme.noNames: "names" is a list',
    ],
    ['that is to fail maybe', made(), { input_guardrails: [{ 'acme.mine': { failOnError: 'x' } }] }, '"failOnError" must be a boolean'],
    ['that is not loaded', made(), { input_guardrails: [{ 'acme.other': {} }] }, 'acme.other is neither a check nor a member of a hook'],
  ])('is refused where it is one %s', (_name, check, node, told) => {
    const { before, problems } = readWith([check], node);

    expect(before).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(told)]);
  });

  it('is among those that there are, with the way to load another', () => {
    const [problem] = readWith([noNames], { input_guardrails: [{ 'acme.other': {} }] }).problems;

    expect(problem!.message).toMatch(
      /default\.contains, .*, acme\.noNames\. A check of your own is a plugin: name its package in "plugins"$/,
    );
  });

  it('cannot stand in for one of the gateway’s own', async () => {
    const usurper = made({ id: 'default.contains', run: () => ({ verdict: true, data: { usurped: true } }) });

    const { check } = await tried(usurper, { words: ['nobody'] });

    expect(check).toMatchObject({ verdict: false, data: { operator: 'any' } });
  });

  it('is unknown to hooks that are read for another gateway', () => {
    const node = { input_guardrails: [{ 'acme.noNames': {} }] };
    readWith([noNames], node);

    expect(readHooks(node).problems).toHaveLength(1);
  });
});

describe('a plugin’s check at work', () => {
  it('is told what is said, by whom and to whom, and no header', async () => {
    const asked: CheckQuestion[] = [];
    const check = made({ run: (question) => (asked.push(question), { verdict: true }) });

    await tried(check, {}, subject('before', 'before', { metadata: { team: 'core' }, headers: { authorization: 'sk' } }));
    await tried(check, {}, subject('after', 'after'));

    const { request } = subject('before');
    expect(asked[0]).toEqual({
      phase: 'before',
      operation: 'chat',
      provider: 'mock',
      text: 'before',
      request,
      response: undefined,
      metadata: { team: 'core' },
    });
    expect(asked[1]).toMatchObject({ phase: 'after', text: 'after', response: { choices: [{}] } });
  });

  it('is reported in the shape of all checks', async () => {
    const { check } = await tried(made({ run: () => ({ verdict: false, data: { found: 2 } }) }), { failOnError: true });

    expect(check).toEqual({
      data: { found: 2 },
      verdict: false,
      id: 'acme.mine',
      execution_time: 0,
      transformed: false,
      created_at: '2023-11-14T22:13:20.000Z',
      log: null,
      fail_on_error: true,
    });
  });

  it('rewrites the words wherever the dialect keeps them', async () => {
    const parts = { messages: [{ role: 'user', content: [{ type: 'text', text: 'I am Ada' }, { type: 'image' }] }] };

    const before = await tried(noNames, { names: ['Ada'] }, subject('', 'before', { request: parts }));
    const after = await tried(noNames, { names: ['Ada'] }, subject('Hello Ada', 'after'));

    expect(before.request).toEqual({ messages: [{ role: 'user', content: [{ type: 'text', text: 'I am [NAME]' }, { type: 'image' }] }] });
    expect(after.response).toMatchObject({ choices: [{ message: { content: 'Hello [NAME]' } }] });
    expect([before.check.transformed, after.check.transformed]).toEqual([true, true]);
  });

  it('sees what those before it have written', async () => {
    const texts: string[] = [];
    const listener = made({ run: ({ text }) => (texts.push(text), { verdict: true }) });
    const hooks = readWith([noNames, listener], {
      input_mutators: [{ 'acme.noNames': { names: ['Ada'] } }],
      input_guardrails: [{ 'acme.mine': {} }],
    });

    await runHooks(hooks.before.filter(isWritten), subject('I am Ada'), network().tools);

    expect(texts).toEqual(['I am [NAME]']);
  });

  it('asks the network as it is guarded, with a limit', async () => {
    const { tools, asked } = network({ 'https://judge.example': { body: 'fine' }, 'https://log.example': { body: '' } });
    const check = made({
      async run(_question, _parameters, { send, now }) {
        const { body } = await send({ url: 'https://judge.example' });
        await send({ url: 'https://log.example', body: '{}', headers: { 'x-a': 'b' }, timeoutMs: 60_000 });
        return { verdict: true, data: { body, at: now() } };
      },
    });

    const ran = await tried(check, {}, subject('a'), tools);

    expect(ran.check.data).toEqual({ body: 'fine', at: 1_700_000_000_000 });
    expect(asked).toEqual([
      { method: 'GET', url: 'https://judge.example', headers: {}, timeoutMs: 3_000 },
      { method: 'POST', url: 'https://log.example', headers: { 'x-a': 'b' }, body: '{}', timeoutMs: 10_000 },
    ]);
  });
});

describe('a plugin’s check that fails', () => {
  const throwing = made({ run: () => Promise.reject(new Error('out of luck')) });

  it.each([
    [{}, true],
    [{ failOnError: false }, true],
    [{ failOnError: true }, false],
  ])('counts by its parameters %j', async (parameters, verdict) => {
    const { check, failed } = await tried(throwing, parameters);

    expect([check.verdict, failed]).toEqual([verdict, !verdict]);
    expect(check.error).toEqual({ name: 'FaultError', message: 'check "acme.mine" threw: out of luck' });
  });

  it('leaves those beside it alone', async () => {
    const hooks = readWith([throwing], { input_guardrails: [{ 'acme.mine': {}, 'default.contains': { words: ['Ada'] } }] });

    const { results } = await runHooks(hooks.before.filter(isWritten), subject('I am Ada'), network().tools);

    expect(results[0]!.checks).toMatchObject([
      { verdict: true, error: {} },
      { verdict: true, data: { foundWords: ['Ada'] } },
    ]);
  });

  it('leaves the request as it was, however it tries', async () => {
    const vandal = made({
      rewrites: true,
      run: ({ request }) => {
        (request['messages'] as unknown[]).length = 0;
        return { verdict: true };
      },
    });
    const about = subject('I am Ada');

    const { check, request } = await tried(vandal, {}, about);

    expect(check.error!.message).toContain('check "acme.mine" threw: Cannot');
    expect(request).toBe(about.request);
    expect(request).toEqual(subject('I am Ada').request);
  });

  it('is not waited for longer than ten seconds', async () => {
    const clock = new StillClock();
    const tools: GuardTools = { ...network().tools, now: clock.now, wait: clock.wait };
    const began = clock.now();

    const { check } = await clock.until(tried(made({ run: () => new Promise(() => {}) }), { failOnError: true }, subject('a'), tools));

    expect(check).toMatchObject({
      verdict: false,
      error: { message: 'check "acme.mine" gave no verdict within 10000 ms' },
      execution_time: 10_000,
    });
    expect(clock.now() - began).toBe(10_000);
  });

  it('has no timer left behind once it has a verdict', async () => {
    const waits: { gone: boolean }[] = [];
    const tools: GuardTools = {
      ...network().tools,
      wait: (_ms, departure) =>
        new Promise((resolve) => {
          waits.push(departure);
          departure.onGone(resolve);
        }),
    };

    await tried(made(), {}, subject('a'), tools);

    expect(waits.map(({ gone }) => gone)).toEqual([true]);
  });
});
