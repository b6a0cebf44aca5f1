import { exchange, type Exchanged, type ExchangeQuestion } from './exchange.ts';
import type { House } from './house.ts';
import { saysModelIsGone, successorOf } from './retired-model.ts';

/** What trying a target came to, and which model answered in place of which. */
export interface Attempted extends Exchanged {
  readonly substituted: { readonly asked: string; readonly sent: string } | undefined;
}

/** All the tries at one target: one, and one more with the successor of a retired model where the operator allows it. */
export async function attempt(question: ExchangeQuestion, house: House): Promise<Attempted> {
  const first = await exchange(question, house);
  const { outcome, said } = first;
  const { model } = said;
  const successor = successorOf(question.target.provider, model);
  const wanted =
    house.policy.retiredModels === 'substitute' &&
    model !== undefined &&
    successor !== undefined &&
    outcome.kind === 'failure' &&
    saysModelIsGone(outcome.fault, outcome.status) &&
    question.incoming.body.kind !== 'stream';
  if (!wanted) return { ...first, substituted: undefined };
  const second = await exchange({ ...question, instead: successor }, house);
  return { ...second, substituted: { asked: model, sent: successor } };
}
