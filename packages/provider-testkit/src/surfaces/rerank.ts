import { insist } from '../judge/objection.ts';
import { listIn, numberIn, objectIn } from '../judge/members.ts';
import { reply } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const documents = ['Paris is the capital of France.', 'Bread is made of flour.', 'Berlin is the capital of Germany.'];
const ask = { query: 'What is the capital of France?', documents };

function areRanked(given: unknown, count: number): void {
  const results = listIn(objectIn(given, 'the reply')['results'], 'results').map((each, at) => objectIn(each, `results[${at}]`));
  insist(results.length === count, `${count} results were to come, and ${results.length} did`);
  const scores = results.map((result, at) => numberIn(result['relevance_score'], `results[${at}].relevance_score`));
  insist(
    scores.every((score, at) => at === 0 || score <= scores[at - 1]!),
    `the best is not first: ${scores.join(', ')}`,
  );
  const places = results.map((result, at) => numberIn(result['index'], `results[${at}].index`));
  insist(new Set(places).size === count && places.every((place) => documents[place] !== undefined), `the places are ${places.join(', ')}`);
}

/** Which documents answer a question, the best first. */
export const rerank: Surface = {
  operation: 'rerank',
  models: ['rerank'],
  features: [
    { name: 'text', shows: 'documents are put in order', ask, members: ['documents'], judge: reply((given) => areRanked(given, 3)) },
    {
      name: 'top_n',
      shows: 'no more come than are asked for',
      ask: { ...ask, top_n: 2 },
      members: ['top_n'],
      excusedBy: ['top_n'],
      judge: reply((given) => areRanked(given, 2)),
    },
    badKey(ask),
    badModel(ask),
  ],
};
