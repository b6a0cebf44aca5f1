import { describe, expect, it } from '@jest/globals';
import { complaints, subject, tried } from '../given.test.fixture.ts';
import type { Subject } from '../subject.ts';

const RULES = { rules: { defaults: ['m-0'], metadata: { team: { red: ['m-1'], blue: ['m-2'] } } } };

const TABLE: readonly [id: string, parameters: Record<string, unknown>, changes: Partial<Subject>, verdict: boolean][] = [
  ['modelWhitelist', { models: ['m-1'] }, {}, true],
  ['modelwhitelist', { models: ['m-2'] }, {}, false],
  ['modelWhitelist', { models: ['m-2'], not: true }, {}, true],
  ['modelWhitelist', { models: ['m-1'], not: true }, {}, false],
  ['modelWhitelist', { models: ['m-1'], not: true }, { request: {} }, false],
  ['modelRules', RULES, { metadata: { team: 'red' } }, true],
  ['modelRules', RULES, { metadata: { team: 'blue' } }, false],
  ['modelRules', RULES, { metadata: {} }, false],
  ['modelRules', RULES, { metadata: {}, request: { model: 'm-0' } }, true],
  ['modelRules', RULES, { metadata: { team: 'toString' }, request: { model: 'm-0' } }, true],
  ['modelRules', { ...RULES, not: true }, { metadata: { team: 'red' } }, false],
  ['allowedRequestTypes', { allowedTypes: ['chatComplete'] }, {}, true],
  ['allowedRequestTypes', { allowedTypes: ['embed'] }, {}, false],
  ['allowedRequestTypes', { blockedTypes: ['chatcomplete'] }, {}, false],
  ['allowedRequestTypes', { allowedTypes: ['chatComplete'], blockedTypes: ['chatComplete'] }, {}, false],
  ['allowedRequestTypes', {}, { metadata: { supported_endpoints: 'embed, complete' } }, false],
  ['allowedRequestTypes', {}, { metadata: { blocked_endpoints: 'embed, complete' } }, true],
  ['allowedRequestTypes', {}, {}, true],
  ['requiredMetadataKeys', { metadataKeys: ['a', 'b'] }, { metadata: { a: '1', b: '2' } }, true],
  ['requiredMetadataKeys', { metadataKeys: ['a', 'b'] }, { metadata: { a: '1' } }, false],
  ['requiredMetadataKeys', { metadataKeys: ['a', 'b'], operator: 'any' }, { metadata: { a: '1' } }, true],
  ['requiredMetadataKeys', { metadataKeys: ['a', 'b'], operator: 'none' }, { metadata: { a: '1' } }, false],
  ['requiredMetadataKeys', { metadataKeys: ['toString'] }, {}, false],
];

it.each(TABLE)('%s %j of %j is %s', async (id, parameters, changes, verdict) => {
  const { check } = await tried(id, parameters, subject('hi', 'before', changes));

  expect(check.verdict).toBe(verdict);
  expect(check.error).toBeUndefined();
});

it.each([
  ['modelWhitelist', {}, ['models']],
  ['modelRules', { rules: {} }, ['rules']],
  ['modelRules', { rules: { metadata: { team: ['m'] } } }, ['rules', 'metadata', 'team']],
  ['allowedRequestTypes', { allowedTypes: 'chat' }, ['allowedTypes']],
  ['requiredMetadataKeys', { metadataKeys: [] }, ['metadataKeys']],
  ['addPrefix', {}, ['prefix']],
  ['addPrefix', { prefix: 'x', applyToRole: 'boss' }, ['applyToRole']],
] as const)('%s refuses %j', (id, parameters, inside) => {
  expect(complaints(id, parameters)).toMatchObject([{ path: ['input_guardrails', 0, id, ...inside] }]);
});

describe('addPrefix', () => {
  const system = { role: 'system', content: 'Be kind.' };
  const user = { role: 'user', content: 'Hi' };
  const parts = { role: 'user', content: [{ type: 'text', text: 'Hi' }] };

  it.each([
    [{}, [system, user], [system, { role: 'user', content: 'P Hi' }]],
    [{}, [system, parts], [system, { role: 'user', content: [{ type: 'text', text: 'P Hi' }] }]],
    [
      {},
      [{ role: 'user', content: [{ type: 'image_url' }] }],
      [{ role: 'user', content: [{ type: 'text', text: 'P ' }, { type: 'image_url' }] }],
    ],
    [{ applyToRole: 'system' }, [system, user], [{ role: 'system', content: 'P Be kind.' }, user]],
    [{ applyToRole: 'system' }, [user], [{ role: 'system', content: 'P ' }, user]],
    [{ applyToRole: 'system', addToExisting: false }, [system, user], [{ role: 'system', content: 'P ' }, system, user]],
    [{ onlyIfEmpty: true }, [user], [user]],
    [{ onlyIfEmpty: true }, [{ role: 'user', content: '' }], [{ role: 'user', content: 'P ' }]],
  ])('%j turns %j into %j', async (parameters, messages, expected) => {
    const { request } = await tried('addPrefix', { prefix: 'P ', ...parameters }, subject('', 'before', { request: { messages } }));

    expect(request).toEqual({ messages: expected });
  });

  it.each([
    ['completions', {}, { prompt: 'x' }, { prompt: 'P x' }],
    ['embeddings', {}, { input: ['x', 'y'] }, { input: ['P x', 'P y'] }],
    ['messages', { applyToRole: 'system' }, { system: 'x', messages: [] }, { system: 'P x', messages: [] }],
    ['messages', { applyToRole: 'system' }, { messages: [] }, { system: 'P ', messages: [] }],
  ] as const)('knows where the text of %s %j is', async (operation, parameters, given, expected) => {
    const { request } = await tried('addPrefix', { prefix: 'P ', ...parameters }, subject('', 'before', { operation, request: given }));

    expect(request).toEqual(expected);
  });
});
