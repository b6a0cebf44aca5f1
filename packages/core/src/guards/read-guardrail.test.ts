import { describe, expect, it } from '@jest/globals';
import { readGuardrail } from './read-guardrail.ts';

const read = (checks: unknown, actions: unknown = {}) => readGuardrail({ slug: 'pg-a', checks, actions }, new Map());

const contains = { id: 'default.contains', parameters: { words: ['x'], operator: 'none' } };

describe('a saved guardrail', () => {
  it('checks requests and answers alike, under its slug and as its actions say', () => {
    const { input, output } = read([contains], {
      deny: true,
      sequential: true,
      on_fail: { feedback: { value: -1 } },
      on_success: { feedback: { value: 1, weight: 2 } },
    });

    const hook = {
      id: 'pg-a',
      type: 'guardrail',
      deny: true,
      async: false,
      sequential: true,
      onFail: { value: -1 },
      onSuccess: { value: 1, weight: 2 },
      checks: [{ id: 'default.contains', parameters: { words: ['x'], operator: 'none' } }],
    };
    expect([input, output]).toEqual([
      { ok: true, hook },
      { ok: true, hook },
    ]);
  });

  it('can stand in one place where its checks can stand in that one only', () => {
    const { input, output } = read([{ id: 'default.modelWhitelist', parameters: { models: ['m'] } }]);

    expect(input).toMatchObject({ ok: true, hook: { id: 'pg-a' } });
    expect(output).toEqual({ ok: false, reason: expect.stringContaining('default.modelWhitelist looks at the request') });
  });

  it.each([
    ['', undefined],
    ['{"team":"core"}', { team: 'core' }],
    [{ team: 'core' }, { team: 'core' }],
  ])('gives feedback with metadata that are an object or text: %j', (metadata, expected) => {
    const { input } = read([contains], { on_fail: { feedback: { value: -1, weight: 1, metadata } } });

    expect(input).toMatchObject({ ok: true, hook: { onFail: { value: -1, weight: 1 } } });
    expect(input.ok && input.hook?.onFail?.metadata).toEqual(expected);
  });

  it('has checks with names for people', () => {
    expect(read([{ ...contains, name: 'No secrets' }])).toEqual(read([contains]));
  });

  it('has no hook where all its checks are switched off', () => {
    expect(read([{ ...contains, is_enabled: false }]).input).toEqual({ ok: true, hook: undefined });
  });

  it.each([
    ['a check that nobody has', [{ id: 'default.none' }], {}, /default\.none is neither a check nor/],
    ['parameters that do not fit', [{ id: 'default.contains', parameters: {} }], {}, /words/],
    ['no checks', [], {}, /no checks/],
    ['checks that are no list', 'contains', {}, /must be an array/],
    ['actions that are no object', [contains], ['deny'], /"actions" takes an object/],
    ['an action that nobody knows', [contains], { block: true }, /block/],
    ['metadata that are neither', [contains], { on_fail: { feedback: { value: 1, metadata: '[1]' } } }, /metadata/],
    ['what is not built', [contains], { async: true }, /"async" is not built yet/],
  ])('stands nowhere with %s', (_, checks, actions, reason) => {
    const { input, output } = read(checks, actions);

    for (const side of [input, output]) expect(side).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});
