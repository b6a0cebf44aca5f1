import type { Draft, ExchangeQuestion } from './draft-request.ts';
import { exchange, send, type Exchanged } from './exchange.ts';
import type { House } from './house.ts';
import { isModelAllowed } from './rooms/allowed.ts';
import { saysModelIsGone, successorOf } from './retired-model.ts';

/** What one try came to, and which model answered in place of which. */
export interface Tried extends Exchanged {
  readonly substituted: { readonly asked: string; readonly sent: string } | undefined;
}

/** One try at a target, and one more with the successor of a retired model where the operator allows it. */
export async function livingExchange(question: ExchangeQuestion, draft: Draft | undefined, house: House): Promise<Tried> {
  const first = draft ? await send(question, draft, house) : await exchange(question, house);
  const { outcome, said } = first;
  const { model } = said;
  const successor = successorOf(question.target.provider, model);
  const wanted =
    house.policy.retiredModels === 'substitute' &&
    model !== undefined &&
    successor !== undefined &&
    isModelAllowed(question.target.caller, question.target, successor) &&
    outcome.kind === 'failure' &&
    saysModelIsGone(outcome.fault, outcome.status) &&
    question.incoming.body.kind !== 'stream';
  if (!wanted) return { ...first, substituted: undefined };
  const second = await exchange({ ...question, instead: successor, chance: { ...question.chance, why: 'substitute' } }, house);
  return { ...second, substituted: { asked: model, sent: successor } };
}
