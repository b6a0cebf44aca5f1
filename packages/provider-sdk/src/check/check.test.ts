import { describe, expect, it } from '@jest/globals';
import { FaultError, isFaultError } from '../fault.ts';
import {
  askCheck,
  checkFlaw,
  defineCheck,
  readParameters,
  type Check,
  type CheckQuestion,
  type CheckTools,
  type Finding,
} from './index.ts';

const question = (changes: Partial<CheckQuestion> = {}): CheckQuestion => ({
  phase: 'before',
  operation: 'chat',
  provider: 'acme',
  text: 'I am Ada',
  request: { messages: [{ role: 'user', content: 'I am Ada' }] },
  response: undefined,
  metadata: { team: 'core' },
  ...changes,
});

const TOOLS: CheckTools = {
  now: () => 1_000,
  send: () => Promise.reject(new Error('there is no network here')),
  rewritten: (replace) => ({ messages: [{ role: 'user', content: replace('I am Ada') }] }),
};

const noNames = defineCheck({
  id: 'acme.no-names',
  phases: ['before', 'after'],
  rewrites: true,
  parameters: ({ names }) => {
    if (!Array.isArray(names)) throw new Error('"names" is a list of names');
    return { names: names as readonly string[] };
  },
  run({ text }, { names }, { rewritten }) {
    const found = names.filter((name) => text.includes(name));
    return {
      verdict: true,
      data: { found: found.length },
      document: rewritten((part) => found.reduce((left, name) => left.replaceAll(name, '[NAME]'), part)),
    };
  },
});

/** A check whose `run` is as no author with types would write it. */
const lying = (run: (...given: never[]) => unknown, rewrites = true): Check =>
  defineCheck({ id: 'acme.liar', phases: ['before'], rewrites, run: run as unknown as Check['run'] });

const asked = (check: Check, about = question(), parameters?: unknown) => askCheck(check, about, parameters, TOOLS);

async function whyNot(check: Check) {
  try {
    await asked(check);
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a check', () => {
  it('says what it is, and cannot be changed', () => {
    expect(noNames).toMatchObject({ spec: 1, sort: 'check', id: 'acme.no-names', phases: ['before', 'after'], rewrites: true });
    expect([Object.isFrozen(noNames), Object.isFrozen(noNames.phases)]).toEqual([true, true]);
    expect(checkFlaw(noNames)).toBeUndefined();
  });

  it('gives a verdict, what explains it, and the document that it has written', async () => {
    const parameters = readParameters(noNames, { names: ['Ada', 'Alan'] });

    expect(await asked(noNames, question(), parameters)).toEqual({
      verdict: true,
      data: { found: 1 },
      document: { messages: [{ role: 'user', content: 'I am [NAME]' }] },
    });
  });

  it('may take its time', async () => {
    const check = defineCheck({ id: 'acme.slow', phases: ['before'], run: async ({ text }) => ({ verdict: text !== '' }) });

    expect(await asked(check)).toEqual({ verdict: true });
  });

  it('has written nothing where it gives back what it was given', async () => {
    const before = await asked(lying(({ request }: CheckQuestion) => ({ verdict: true, document: request })));
    const after = await asked(
      lying(({ response }: CheckQuestion) => ({ verdict: true, document: response })),
      question({ phase: 'after', response: { choices: [] } }),
    );

    expect([before, after]).toEqual([{ verdict: true }, { verdict: true }]);
  });

  it('takes no parameters unless it says which', () => {
    const check = defineCheck({ id: 'acme.plain', phases: ['before'], run: () => ({ verdict: true }) });

    expect(readParameters(check, {})).toBeUndefined();
    expect(() => readParameters(check, { words: [] })).toThrow('it takes no parameters, and "words" is one');
  });

  it('says in its own words what is wrong with its parameters', () => {
    expect(() => readParameters(noNames, { names: 'Ada' })).toThrow('"names" is a list of names');
  });

  it.each([
    ['a promise', () => Promise.reject(new Error('late')), 'its parameters are a promise, and parameters are read at once'],
    ['a text that is thrown', () => { throw 'no good'; }, 'no good'], // prettier-ignore
  ])('is refused with a sentence where its parameters are %s', (_name, parameters, sentence) => {
    const check = defineCheck<unknown>({ id: 'acme.liar', phases: ['before'], parameters, run: () => ({ verdict: true }) });

    expect(() => readParameters(check, {})).toThrow(sentence);
  });
});

describe('what a check does wrong has its name', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;

  it.each<readonly [string, (...given: never[]) => unknown, string]>([
    ['throws', () => { throw new Error('out of luck'); }, 'threw: out of luck'], // prettier-ignore
    ['rejects', () => Promise.reject(new Error('out of luck')), 'threw: out of luck'],
    ['rejects with nothing', () => Promise.reject(undefined), 'threw: undefined'],
    ['accuses another', () => { throw new FaultError({ kind: 'plugin_failed', message: 'check "b.good" threw' }); }, 'threw: check "b.good" threw'], // prettier-ignore
    // oxlint-disable-next-line unicorn/no-thenable -- that it is one is the point
    ['gives a promise that throws', () => ({ get then() { throw new Error('no'); } }), 'threw: no'], // prettier-ignore
    ['gives nothing', () => undefined, 'gave something that is no finding'],
    ['gives a bare verdict', () => true, 'gave something that is no finding'],
    ['gives a verdict in words', () => ({ verdict: 'passed' }), 'gave something that is no finding'],
    ['has a verdict that throws', () => ({ get verdict() { throw new Error('no'); } }), 'threw: no'], // prettier-ignore
    ['explains in a text', () => ({ verdict: true, data: 'fine' }), 'gave "data" that is no object'],
    ['explains in a list', () => ({ verdict: true, data: [] }), 'gave "data" that is no object'],
    ['explains in a circle', () => ({ verdict: true, data: circle }), 'threw: Converting circular structure to JSON'],
    [
      'explains with what JSON has no word for',
      () => ({ verdict: true, data: { count: 1n } }),
      'threw: Do not know how to serialize a BigInt',
    ],
    ['writes a text', () => ({ verdict: true, document: 'text' }), 'gave a "document" that is no object'],
    ['writes a circle', () => ({ verdict: true, document: circle }), 'threw: Converting circular structure to JSON'],
    ['changes the request', ({ request }: CheckQuestion) => Object.assign(request, { model: 'other' }), 'threw: Cannot add property model'],
    ['changes a message', ({ request }: CheckQuestion) => (request['messages'] as unknown[]).pop(), 'threw: Cannot delete property'],
    ['changes the metadata', ({ metadata }: CheckQuestion) => Object.assign(metadata, { team: 'x' }), 'threw: Cannot assign to read only'],
  ])('where it %s', async (_name, run, told) => {
    const fault = await whyNot(lying(run));

    expect(fault.kind).toBe('plugin_failed');
    expect(fault.message).toMatch(/^check "acme.liar" /);
    expect(fault.message).toContain(told);
  });

  it('and so it has where it writes without having said so', async () => {
    const fault = await whyNot(lying(() => ({ verdict: true, document: {} }), false));

    expect(fault.message).toBe('check "acme.liar" gave a "document", and does not say that it rewrites');
  });

  it('and an explanation of ten megabytes is cut', async () => {
    const { verdict, data } = await asked(lying(() => ({ verdict: false, data: { all: 'x'.repeat(10_000_000) } })));

    expect(verdict).toBe(false);
    expect(data).toMatchObject({ cut: '10000010 characters, which is more than 16384' });
    expect(JSON.stringify(data).length).toBeLessThan(1_200);
  });

  it('and nothing that it changes afterwards is changed for others', async () => {
    const own: { data: { count: number }; document: { model: string } } = { data: { count: 1 }, document: { model: 'm' } };
    const finding = await asked(lying((): Finding => ({ verdict: true, ...own })));

    own.data.count = 2;
    own.document.model = 'other';

    expect(finding).toEqual({ verdict: true, data: { count: 1 }, document: { model: 'm' } });
  });
});

describe('what is no check', () => {
  it.each([
    ['nothing', null, 'is no check'],
    ['a strategy', { ...noNames, sort: 'strategy' }, 'is no check'],
    ['one of another time', { ...noNames, spec: 0 }, 'was written for check spec 0; this gateway speaks 1'],
    ['one without its maker', { ...noNames, id: 'no-names' }, 'has the id "no-names"'],
    ['one with spaces in its id', { ...noNames, id: 'acme.no names' }, 'has the id "acme.no names"'],
    ['one that stands nowhere', { ...noNames, phases: [] }, 'has "phases" other than a list'],
    ['one that stands in between', { ...noNames, phases: ['during'] }, 'has "phases" other than a list'],
    ['one that does not run', { ...noNames, run: undefined }, 'has no function "run"'],
    ['one with parameters as data', { ...noNames, parameters: {} }, 'has "parameters" that are no function'],
    ['one that may rewrite', { ...noNames, rewrites: 'maybe' }, 'has a "rewrites" that is neither true nor false'],
  ])('is told: %s', (_name, given, flaw) => {
    expect(checkFlaw(given)).toContain(flaw);
  });
});
