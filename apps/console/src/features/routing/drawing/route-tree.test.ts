// oxlint-disable unicorn/no-thenable -- `then` is a word of the config language
import { describe, expect, it } from '@jest/globals';
import { queryWords, treeOf, type RouteNode } from './route-tree.ts';

const ways = (config: unknown) => treeOf(config)!.branches!.map(({ way }) => way);

describe('treeOf', () => {
  it('names places as the gateway does, at any depth', () => {
    const labels = (node: RouteNode): readonly string[] => [node.label, ...(node.branches ?? []).flatMap(labels)];

    const tree = treeOf({
      strategy: { mode: 'fallback' },
      targets: [{}, { strategy: { mode: 'loadbalance' }, targets: [{ provider: 'a' }] }],
    })!;

    expect(labels(tree)).toEqual(['config', 'config.targets[0]', 'config.targets[1]', 'config.targets[1].targets[0]']);
  });

  it('says whom a target asks, and what counts there', () => {
    const target = {
      virtual_key: 'main',
      override_params: { model: 'm' },
      retry: { attempts: 2 },
      cache: { mode: 'simple' },
      input_guardrails: ['g'],
    };

    expect(treeOf(target)).toMatchObject({ title: '@main · m', notes: ['2 retries', 'cache: simple', '1 check'], branches: undefined });
  });

  it('says how each branch is come to', () => {
    expect(ways({ strategy: { mode: 'fallback' }, targets: [{}, {}, {}] })).toEqual(['first', 'if that failed', 'if those failed']);
    expect(ways({ strategy: { mode: 'loadbalance' }, targets: [{ weight: 3 }, {}, { weight: 0 }] })).toEqual([
      '3 of 4',
      '1 of 4',
      'never: weight 0',
    ]);
    expect(ways({ strategy: { mode: 'split' }, targets: [{ weight: 0 }, { weight: 0 }] })).toEqual(['1 of 2', '1 of 2']);
    expect(
      ways({
        strategy: { mode: 'conditional', conditions: [{ query: { 'metadata.plan': 'paid' }, then: 'a' }], default: 'b' },
        targets: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      }),
    ).toEqual(['if metadata.plan is "paid"', 'otherwise', 'never: no condition names it']);
  });

  it('draws what is unfinished or wrong as far as it goes', () => {
    expect(treeOf('text')).toBeUndefined();
    expect(treeOf({ strategy: { mode: 7 }, targets: [null, 'x', { targets: {} }] })!.branches).toHaveLength(3);
    expect(treeOf({ targets: Array.from({ length: 1000 }, () => ({})) })).toMatchObject({ more: 960 });
  });
});

describe('queryWords', () => {
  it('reads like a sentence', () => {
    expect(queryWords({ $or: [{ 'metadata.a': { $in: ['x', 'y'] } }, { 'params.n': { $gt: 1, $lt: 5 } }] })).toBe(
      '(metadata.a is one of ["x","y"] or params.n > 1 and params.n < 5)',
    );
  });
});
