import { expect, it } from '@jest/globals';
import { tried, subject } from './given.test.fixture.ts';
import { isGuarded } from './guarded.ts';
import { deniedBody, firstHookEvent, withHookResults } from './hooks-reply.ts';

it('the body of a 446 names what failed', async () => {
  const { results } = await tried('contains', { words: ['x'] }, subject('y'));

  expect(deniedBody(results, [])).toEqual({
    error: {
      message: 'The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.',
      type: 'hooks_failed',
      param: null,
      code: null,
    },
    hook_results: { before_request_hooks: results, after_request_hooks: [] },
  });
});

it('a body carries the results of the hooks that ran, and nothing if none did', async () => {
  const { results } = await tried('contains', { words: ['x'] }, subject('x', 'after'));
  const body = { id: '1' };

  expect(withHookResults(body, [], results)).toEqual({ id: '1', hook_results: { before_request_hooks: [], after_request_hooks: results } });
  expect(withHookResults(body, [], [])).toBe(body);
});

it('a stream begins with an event that holds them', async () => {
  const { results } = await tried('contains', { words: ['x'] }, subject('x'));

  const event = firstHookEvent(results);

  expect(event).toMatch(/^data: .*\n\n$/);
  expect(JSON.parse(event.slice(6))).toEqual({ hook_results: { before_request_hooks: results } });
});

it.each([
  ['chat', true, true],
  ['completions', true, true],
  ['messages', true, true],
  ['embeddings', true, false],
  ['images', false, false],
  ['toString', false, false],
])('%s is guarded before: %s, after: %s', (operation, before, after) => {
  expect([isGuarded(operation, 'before'), isGuarded(operation, 'after')]).toEqual([before, after]);
});
