import { describe, expect, it } from '@jest/globals';
import type { LogAttempt } from '@sluice/contract';
import { idOf, someLog } from '../logs/log.test.support.ts';
import { byTrace, sumsOf } from './trace-sums.ts';
import { linesOf, treeOf, type KnownAttempts, type TraceNode } from './trace-tree.ts';
import { moveFor } from './tree-keys.ts';

const NONE: KnownAttempts = new Map();

const call = (number: number, span: string, parent: string | null, at = number) =>
  someLog({
    id: idOf(number),
    created_at: new Date(1_000_000 + at).toISOString(),
    metrics: { trace_id: 't', span_id: span, parent_span_id: parent, response_time: 10 },
  });

const shape = (nodes: readonly TraceNode[]): unknown =>
  nodes.map(({ key, children }) => (children.length > 0 ? [key, shape(children)] : key));

describe('the tree of a trace', () => {
  it('has each call below the one that it came of, in the order of time', () => {
    const tree = treeOf([call(3, 'c', 'a'), call(1, 'a', null), call(2, 'b', 'a'), call(4, 'd', 'c')], NONE);

    expect(shape(tree)).toEqual([[idOf(1), [idOf(2), [idOf(3), [idOf(4)]]]]]);
    expect([tree[0]!.from, tree[0]!.to, tree[0]!.children[0]!.from]).toEqual([0, 10, 1]);
  });

  it('has at the top what names a parent that nobody knows, and loses nothing to a circle', () => {
    expect(shape(treeOf([call(1, 'a', 'elsewhere'), call(2, 'b', 'b')], NONE))).toEqual([idOf(1), idOf(2)]);
    const circle = linesOf(treeOf([call(1, 'a', 'c'), call(2, 'b', 'a'), call(3, 'c', 'b')], NONE), new Set());
    expect(circle.map(({ node }) => node.key).toSorted()).toEqual([1, 2, 3].map(idOf));
  });

  it('has attempts below their call, and below an attempt what came of it', () => {
    const attempt = { span_id: 'try', started: 2, response_time: 5 } as LogAttempt;

    const tree = treeOf([call(1, 'a', null), call(2, 'b', 'try')], new Map([[idOf(1), [attempt]]]));

    expect(shape(tree)).toEqual([[idOf(1), [[`${idOf(1)}/0`, [idOf(2)]]]]]);
    expect(tree[0]!.children[0]).toMatchObject({ kind: 'attempt', from: 2, to: 7 });
  });

  it('shows what is open, and says where each line stands', () => {
    const tree = treeOf([call(1, 'a', null), call(2, 'b', 'a'), call(3, 'c', 'a')], NONE);

    expect(linesOf(tree, new Set()).map(({ level, place, siblings, isOpen }) => [level, place, siblings, isOpen])).toEqual([
      [1, 1, 1, true],
      [2, 1, 2, undefined],
      [2, 2, 2, undefined],
    ]);
    expect(linesOf(tree, new Set([idOf(1)])).map(({ isOpen }) => isOpen)).toEqual([false]);
  });

  it('holds a chain of a thousand calls', () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => call(index, `s${index}`, index === 0 ? null : `s${index - 1}`));

    expect(linesOf(treeOf(chain, NONE), new Set())).toHaveLength(1_000);
  });
});

describe('the keys of the tree', () => {
  const lines = linesOf(treeOf([call(1, 'a', null), call(2, 'b', 'a'), call(3, 'c', 'b')], NONE), new Set([idOf(2)]));

  it('go up and down, in and out', () => {
    expect(moveFor('ArrowDown', 0, lines)).toEqual({ to: 1 });
    expect(moveFor('ArrowDown', 1, lines)).toBeUndefined();
    expect(moveFor('ArrowRight', 0, lines)).toEqual({ to: 1 });
    expect(moveFor('ArrowRight', 1, lines)).toEqual({ open: idOf(2) });
    expect(moveFor('ArrowLeft', 1, lines)).toEqual({ to: 0 });
    expect(moveFor('ArrowLeft', 0, lines)).toEqual({ close: idOf(1) });
    expect(moveFor('x', 0, lines)).toBeUndefined();
  });
});

describe('the sums of a trace', () => {
  it('count what is known, and say what is not', () => {
    const records = [
      someLog({
        id: idOf(1),
        created_at: new Date(0).toISOString(),
        metrics: { trace_id: 't', cost: 2, span_name: 'plan', response_time: 50 },
      }),
      someLog({
        id: idOf(2),
        created_at: new Date(40).toISOString(),
        metrics: { trace_id: 't', parent_span_id: 'p', is_success: false, total_units: null, response_time: 100 },
      }),
    ];

    expect(sumsOf(records)).toEqual({
      id: 't',
      name: 'plan',
      calls: 2,
      failed: 1,
      from: 0,
      span: 140,
      tokens: 5,
      cost: 2,
      unpriced: 1,
      models: ['mock'],
    });
  });

  it('are made for each trace of a page', () => {
    const traces = byTrace([3, 2, 1].map((number) => someLog({ id: idOf(number), metrics: { trace_id: number === 2 ? 'b' : 'a' } })));

    expect([...traces].map(([id, records]) => [id, records.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
