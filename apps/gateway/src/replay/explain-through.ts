import { failureOf, type Explainer, type Explanation, type House } from '@sluice/core';
import { throughDoor, type DoorQuestion } from './through-door.ts';

/**
 * Explains what would become of a request that comes in by its door. Nobody is called.
 *
 * @throws FaultError for a request that would be refused.
 */
export async function explainThrough(question: DoorQuestion, explain: Explainer, house: House): Promise<Explanation> {
  let explanation: Explanation | undefined;
  const outcome = await throughDoor(question, {
    house,
    gateway: async (incoming, caller) => {
      explanation = await explain(incoming, caller);
      return NOT_CALLED;
    },
  });
  if (explanation) return explanation;
  throw new Error(`the request ended at its door with ${outcome.status}`);
}

const NOT_CALLED = failureOf({ kind: 'upstream_error', message: 'not asked' });
