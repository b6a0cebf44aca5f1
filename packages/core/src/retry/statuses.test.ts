import { describe, expect, it } from '@jest/globals';
import { answered, failed } from './outcome.test.support.ts';
import { statusesOf } from './statuses.ts';

describe('the statuses by which a config may mean an outcome', () => {
  it.each([
    ['an answer', answered(200), [200]],
    ['an error of the provider', failed('upstream_error', 500), [500]],
    ['a gateway of the provider', failed('upstream_error', 502), [502]],
    ['whom nobody reached', failed('unreachable'), [502, 500]],
    ['an unreadable reply', failed('unreadable_reply'), [502, 500]],
    ['a connection that took too long', failed('connect_timeout'), [503]],
    ['a deadline of ours', failed('deadline_exceeded'), [408]],
    ['a broken stream', failed('stream_broken'), [502]],
  ])('are for %s', (_, outcome, statuses) => {
    expect(statusesOf(outcome)).toEqual(statuses);
  });
});
