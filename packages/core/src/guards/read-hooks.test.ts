import { describe, expect, it } from '@jest/globals';
import { isWritten } from './hook.ts';
import { readHooks } from './read-hooks.ts';

const CONTAINS = { words: ['x'], operator: 'none' };
const HOOK = {
  id: 'input_guardrail_0',
  type: 'guardrail',
  deny: false,
  async: false,
  sequential: false,
  checks: [{ id: 'default.contains', parameters: CONTAINS }],
};

describe('the spellings of a hook', () => {
  it.each([
    ['inline', { 'default.contains': CONTAINS }, HOOK],
    ['inline without a prefix', { contains: CONTAINS }, HOOK],
    ['in another case', { 'Default.CONTAINS': CONTAINS }, HOOK],
    ['raw', { type: 'guardrail', checks: [{ id: 'contains', parameters: CONTAINS, is_enabled: true }] }, HOOK],
    ['inline with its switch', { contains: { ...CONTAINS, is_enabled: true } }, HOOK],
    ['nulls', { contains: CONTAINS, deny: null, on_fail: null }, HOOK],
    [
      'all members',
      {
        contains: CONTAINS,
        id: 'my',
        deny: true,
        sequential: true,
        on_fail: { feedback: { value: -1, weight: 1, metadata: { a: 'b' } } },
        on_success: { value: 1 },
      },
      { ...HOOK, id: 'my', deny: true, sequential: true, onFail: { value: -1, weight: 1, metadata: { a: 'b' } }, onSuccess: { value: 1 } },
    ],
    ['camel case', { contains: CONTAINS, onFail: { value: -1 }, addGuardrailFeedback: true }, { ...HOOK, onFail: { value: -1 } }],
    ['beside the request', { contains: CONTAINS, async: true }, { ...HOOK, async: true }],
    [
      'a check without parameters',
      { checks: [{ id: 'notNull' }] },
      { ...HOOK, checks: [{ id: 'default.notNull', parameters: { not: false } }] },
    ],
    ['one check disabled', { contains: CONTAINS, notNull: { is_enabled: false } }, HOOK],
    [
      'one raw check disabled',
      {
        checks: [
          { id: 'contains', parameters: CONTAINS },
          { id: 'azure.pii', isEnabled: false },
        ],
      },
      HOOK,
    ],
  ])('%s', (_name, entry, hook) => {
    expect(readHooks({ input_guardrails: [entry] })).toEqual({ before: [hook], after: [], problems: [] });
  });

  it('are read in all six lists, mutators before guardrails', () => {
    const replace = { regexReplace: { rule: 'x' } };
    const node = {
      input_guardrails: [{ contains: CONTAINS }],
      output_guardrails: [{ contains: CONTAINS }, { notNull: {} }],
      input_mutators: [replace],
      output_mutators: [replace],
      before_request_hooks: [{ ...replace, type: 'mutator', id: 'mine' }],
      after_request_hooks: [{ contains: CONTAINS }],
      retry: { attempts: 3 },
    };

    const { before, after, problems } = readHooks(node);

    expect(problems).toEqual([]);
    expect(before.filter(isWritten).map(({ id, type }) => [id, type])).toEqual([
      ['mine', 'mutator'],
      ['input_mutator_0', 'mutator'],
      ['input_guardrail_0', 'guardrail'],
    ]);
    expect(after.filter(isWritten).map(({ id, type }) => [id, type])).toEqual([
      ['after_request_hook_0', 'guardrail'],
      ['output_mutator_0', 'mutator'],
      ['output_guardrail_0', 'guardrail'],
      ['output_guardrail_1', 'guardrail'],
    ]);
  });

  it('leave out a hook whose checks are all disabled', () => {
    expect(readHooks({ input_guardrails: [{ contains: { ...CONTAINS, is_enabled: false } }] })).toEqual({
      before: [],
      after: [],
      problems: [],
    });
  });
});

describe('what is wrong with a hook', () => {
  it.each([
    [
      'a saved guardrail where only written hooks stand',
      { before_request_hooks: ['pg-slug'] },
      [0],
      /^Following guardrails are not valid: pg-slug\. .*"input_guardrails"/,
    ],
    ['no list', { input_guardrails: { contains: CONTAINS } }, [], /takes a list/],
    ['no object', { input_guardrails: [3] }, [0], /a hook is an object/],
    ['no checks', { input_guardrails: [{ deny: true }] }, [0], /no checks/],
    [
      'an unknown check',
      { input_guardrails: [{ 'default.contians': CONTAINS }] },
      [0, 'default.contians'],
      /neither a check .* default\.contains/,
    ],
    ['a member with a slip', { input_guardrails: [{ contains: CONTAINS, denny: true }] }, [0, 'denny'], /neither a check nor a member/],
    ['a check of the language', { input_guardrails: [{ toString: {} }] }, [0, 'toString'], /neither/],
    ['a partner', { input_guardrails: [{ 'azure.pii': {} }] }, [0, 'azure.pii'], /a partner.*default\.webhook/],
    [
      'a raw partner',
      { input_guardrails: [{ checks: [{ id: 'patronus.pii', parameters: {} }] }] },
      [0, 'checks', 0, 'parameters'],
      /partner/,
    ],
    ['parameters that are no object', { input_guardrails: [{ contains: ['x'] }] }, [0, 'contains'], /object of parameters/],
    [
      'a bad parameter',
      { input_guardrails: [{ checks: [{ id: 'contains', parameters: {} }] }] },
      [0, 'checks', 0, 'parameters', 'words'],
      /default\.contains: "words" is required/,
    ],
    ['a check without an id', { input_guardrails: [{ checks: [{ parameters: {} }] }] }, [0, 'checks', 0], /"id"/],
    [
      'a check with a slip',
      { input_guardrails: [{ checks: [{ id: 'contains', params: {} }] }] },
      [0, 'checks', 0, 'params'],
      /"params" is not a member/,
    ],
    ['a member of the wrong kind', { input_guardrails: [{ contains: CONTAINS, deny: 'yes' }] }, [0, 'deny'], /boolean/],
    [
      'feedback of the wrong kind',
      { input_guardrails: [{ contains: CONTAINS, on_fail: { feedback: { value: 'x' } } }] },
      [0, 'on_fail'],
      /number/,
    ],
    [
      'feedback that nobody said',
      { input_guardrails: [{ contains: CONTAINS, add_guardrail_feedback: true }] },
      [0, 'add_guardrail_feedback'],
      /on_success/,
    ],
    [
      'a request check after the request',
      { output_guardrails: [{ jwt: { jwksUri: 'https://x.example' } }] },
      [0, 'jwt'],
      /input_guardrails/,
    ],
    ['a mutator that rewrites nothing', { input_mutators: [{ contains: CONTAINS }] }, [0, 'contains'], /rewrites nothing/],
    [
      'an async mutator',
      { input_mutators: [{ async: true, webhook: { webhookURL: 'https://x.example' } }] },
      [0, 'async'],
      /mutator cannot be "async"/,
    ],
    ['an async rewrite', { input_guardrails: [{ async: true, regexReplace: { rule: 'x' } }] }, [0, 'regexReplace'], /take "async" out/],
    ['an async denial', { input_guardrails: [{ async: true, deny: true, contains: CONTAINS }] }, [0, 'deny'], /cannot "deny"/],
  ])('%s', (_name, node, path, message) => {
    expect(readHooks(node)).toEqual({
      before: [],
      after: [],
      problems: [{ path: [...Object.keys(node), ...path], message: expect.stringMatching(message) }],
    });
  });

  it('is all told at once, and the other hooks are read', () => {
    const node = { input_guardrails: [3, { contains: {}, nothing: {} }, { contains: CONTAINS }] };

    const { before, problems } = readHooks(node);

    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'input_guardrails.0',
      'input_guardrails.1.contains.words',
      'input_guardrails.1.nothing',
    ]);
    expect(before).toHaveLength(1);
  });
});
