import { insist } from '../judge/objection.ts';
import { listIn, objectIn, shown } from '../judge/members.ts';
import { reply } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const one = { input: 'I love my garden.' };

function areJudged(given: unknown, count: number): void {
  const results = listIn(objectIn(given, 'the reply')['results'], 'results');
  insist(results.length === count, `${count} texts were given and ${results.length} judgements came`);
  results.forEach((each, at) => {
    const { flagged } = objectIn(each, `results[${at}]`);
    insist(typeof flagged === 'boolean', `results[${at}].flagged is ${shown(flagged)} and neither true nor false`);
  });
}

/** Whether texts break rules. */
export const moderations: Surface = {
  operation: 'moderations',
  models: ['moderation'],
  features: [
    { name: 'text', shows: 'a text is judged', ask: one, members: ['input'], judge: reply((given) => areJudged(given, 1)) },
    {
      name: 'many',
      shows: 'several texts are judged',
      ask: { input: ['I love my garden.', 'So do I.'] },
      members: ['input'],
      judge: reply((given) => areJudged(given, 2)),
    },
    badKey(one),
    badModel(one),
  ],
};
