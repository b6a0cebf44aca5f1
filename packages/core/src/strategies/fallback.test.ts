import { describe, expect, it } from '@jest/globals';
import { FAULTS, type FaultKind } from '@sluice/provider-sdk';
import { FALLBACK, weighing } from '../config/node.test.support.ts';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { fallback, type Fallback } from './fallback.ts';
import { branchesOf, turnOf, whysOf } from './turn.test.support.ts';

const on = (lists: Partial<Fallback>): Fallback => ({ ...FALLBACK, ...lists });

/** No other target can mend these, so no list moves on from them. */
const FINAL: readonly FaultKind[] = ['cancelled', 'internal', 'loop_detected', 'not_built'];

describe('fallback', () => {
  it('goes through all in the order of the config, whatever they weigh, and says why', () => {
    const candidates = [...fallback.propose(weighing(1, 0, 5), FALLBACK, turnOf())];

    expect(branchesOf(candidates)).toEqual([0, 1, 2]);
    expect(whysOf(candidates)).toEqual([
      'fallback begins with the first target',
      'what stands before it did not answer well',
      'what stands before it did not answer well',
    ]);
    expect(fallback.alternatives).toBe(true);
  });
});

describe('a fallback without a list', () => {
  it.each([200, 201, 204, 246, 299])('stays with an answer of %i', (status) => {
    expect(fallback.movesOn(answered(status), FALLBACK)).toBe(false);
  });

  it.each([199, 300, 304, 400, 401, 403, 404, 408, 409, 413, 422, 429, 446, 498, 500, 502, 503, 504, 529])('moves on from %i', (status) => {
    expect(fallback.movesOn(answered(status), FALLBACK)).toBe(true);
    expect(fallback.movesOn(failed('invalid_request', status), FALLBACK)).toBe(true);
  });

  it('moves on from every fault but a refused prompt and what no target can mend', () => {
    const kinds = Object.keys(FAULTS) as FaultKind[];

    const stays = kinds.filter((kind) => !fallback.movesOn(failed(kind), FALLBACK));

    expect(stays.toSorted()).toEqual([...FINAL, 'content_refused'].toSorted());
  });
});

describe('a fallback with a list', () => {
  it.each([
    ['a listed status', answered(500), { onStatusCodes: [500] }, true],
    ['a status that is not listed', answered(400), { onStatusCodes: [500] }, false],
    ['a success that is listed', answered(200), { onStatusCodes: [200] }, true],
    ['a success that is not', answered(200), { onStatusCodes: [500] }, false],
    ['anything, where the list is empty', answered(500), { onStatusCodes: [] }, false],
    ['a refused prompt whose status is listed', failed('content_refused'), { onStatusCodes: [400] }, true],
    ['a refused prompt whose kind is listed', failed('content_refused'), { onFaultKinds: ['content_refused'] }, true],
    ['a refused prompt beside a list of others', failed('content_refused'), { onFaultKinds: ['rate_limited'] }, false],
    ['a listed kind', failed('rate_limited'), { onFaultKinds: ['rate_limited'] }, true],
    ['a kind that is not listed', failed('overloaded'), { onFaultKinds: ['rate_limited'] }, false],
    ['a listed kind whose status is not', failed('context_too_long'), { onStatusCodes: [500], onFaultKinds: ['context_too_long'] }, true],
    ['a listed status whose kind is not', failed('overloaded'), { onStatusCodes: [503], onFaultKinds: ['context_too_long'] }, true],
    ['whom nobody reached, as 502', failed('unreachable'), { onStatusCodes: [502] }, true],
    ['whom nobody reached, as 500 like the original', failed('unreachable'), { onStatusCodes: [500] }, true],
    ['whom nobody reached, not as 503', failed('unreachable'), { onStatusCodes: [503] }, false],
    ['an unreadable reply, as 500', failed('unreadable_reply'), { onStatusCodes: [500] }, true],
    ['a provider’s own 502, not as 500', failed('upstream_error', 502), { onStatusCodes: [500] }, false],
    ['a timeout that is listed', failed('deadline_exceeded'), { onStatusCodes: [408] }, true],
    ['a refusal by a check', failed('hooks_failed'), { onStatusCodes: [446] }, true],
  ] as const)('judges %s', (_, outcome, lists, moves) => {
    expect(fallback.movesOn(outcome, on(lists))).toBe(moves);
  });

  it.each(FINAL)('never moves on from %s, listed or not', (kind) => {
    const lists = on({ onStatusCodes: [FAULTS[kind].status], onFaultKinds: [kind] });

    expect(fallback.movesOn(failed(kind), lists)).toBe(false);
  });
});
