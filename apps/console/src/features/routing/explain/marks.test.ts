import { describe, expect, it } from '@jest/globals';
import type { ExplainedTarget, Explanation } from './explanation.ts';
import { marksOf } from './marks.ts';

const target = (label: string, turn: number | null): ExplainedTarget =>
  ({ target: label, turn, fit: true, reason: null }) as Partial<ExplainedTarget> as ExplainedTarget;

const explanation: Explanation = {
  order: ['config.targets[1].targets[0]', 'config.targets[2]'],
  decisions: [
    { kind: 'skipped', target: 'config.targets[0]', reason: 'its circuit is open' },
    { kind: 'chosen', fork: 'config', mode: 'fallback', target: 'config.targets[1]', why: 'it is next' },
    { kind: 'chosen', fork: 'config.targets[1]', mode: 'loadbalance', target: 'config.targets[1].targets[0]', why: 'drawn' },
  ],
  conditions: [],
  targets: [
    target('config.targets[0]', null),
    target('config.targets[1].targets[0]', 1),
    target('config.targets[1].targets[1]', null),
    target('config.targets[2]', 2),
  ],
  estimate: { input_tokens: 1, output_tokens: null },
  needs: [],
  variant: null,
  metadata: {},
};

describe('marksOf', () => {
  it('marks the way to who is asked first, through the choices above', () => {
    const marks = marksOf(explanation);

    const onTheWay = [...marks].filter(([, mark]) => mark.isOnTheWay).map(([label]) => label);

    expect(onTheWay.sort()).toEqual(['config', 'config.targets[1]', 'config.targets[1].targets[0]']);
  });

  it('says when each is asked, who is passed over, and why', () => {
    const marks = marksOf(explanation);

    expect(marks.get('config.targets[0]')).toMatchObject({ isPassedOver: true, why: 'its circuit is open', turn: undefined });
    expect(marks.get('config.targets[1].targets[0]')).toMatchObject({ turn: 1, isFirst: true, why: 'drawn' });
    expect(marks.get('config.targets[2]')).toMatchObject({ turn: 2, isFirst: false, isOnTheWay: false });
    expect(marks.get('config.targets[1].targets[1]')).toMatchObject({ turn: undefined, isPassedOver: false });
  });
});
