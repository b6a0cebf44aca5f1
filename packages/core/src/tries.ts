import { counted, mostTokens } from './counted.ts';
import { draftRequest, type Draft, type ExchangeQuestion } from './draft-request.ts';
import { failureOf } from './failure.ts';
import type { BreakerPolicy, CircuitName } from './health/breaker.ts';
import type { House } from './house.ts';
import { isRealtime, isUnread } from './incoming.ts';
import type { Spending } from './limits.ts';
import { livingExchange, type Tried } from './living-exchange.ts';
import { letGo, type Outcome } from './outcome.ts';
import { judgeRetry } from './retry/judge-retry.ts';
import type { RetryPolicy } from './retry/retry-policy.ts';
import { withCredential } from './rooms/plan-target.ts';

export interface TriesQuestion extends ExchangeQuestion {
  /** What will be sent, where it is known already. */
  readonly draft: Draft | undefined;
  readonly retry: RetryPolicy | undefined;
  readonly circuit: Circuit | undefined;
  /** The target's name in the book of latencies, where anybody chooses by it. */
  readonly latencyKey: string | undefined;
  /** Judges an outcome before it counts as one. */
  readonly review: ((outcome: Outcome) => Promise<Reviewed>) | undefined;
  /** Who pays for it; undefined where nothing limits the call. */
  readonly spending: Spending | undefined;
}

/** An answer after its checks. */
export interface Reviewed {
  readonly outcome: Outcome;
  /** What may be given again without being judged again: rewritten as the checks want it, and without their results. */
  readonly keepable: Outcome;
}

/** The circuit that a target stands in. */
export interface Circuit {
  readonly key: string;
  readonly name: CircuitName;
  readonly policy: BreakerPolicy;
}

/** What all tries at a target came to. */
export interface TriedOut extends Tried {
  /** Tries after the first, 0 where it is missing; `-1` where a listed status was still there after the last. */
  readonly retries?: number;
  /** The answer as it may be kept, where that is another: without what was found out about this one request. */
  readonly keepable?: Outcome;
}

/** All the tries at one target: as its retry policy says, while the budget lasts, where the caller may have it called at all. */
export const tries = (question: TriesQuestion, house: House): Promise<TriedOut> =>
  question.spending ? admitted(question, question.spending, house) : freeTries(question, house);

/** A caller whose budget is spent, or who calls too often, is told so without anybody being asked. */
async function admitted(question: TriesQuestion, spending: Spending, house: House): Promise<TriedOut> {
  const draft = question.draft ?? draftRequest(question, house);
  const paid = { ...spending, model: draft.model };
  const { incoming } = question;
  const uncounted = isUnread(incoming) || isRealtime(incoming.door) ? house.limits.uncounted(paid) : undefined;
  const fault = uncounted ?? house.limits.admit(paid, mostTokens(draft));
  if (fault) return { outcome: failureOf(fault), said: draft, substituted: undefined, retries: 0 };
  return freeTries({ ...question, draft, spending: paid }, house);
}

function freeTries(question: TriesQuestion, house: House): Promise<TriedOut> {
  const { retry, target } = question;
  const plain = !retry && !question.review && target.credentials.length === 0;
  return plain ? measured(question, house) : severalTimes(question, house);
}

async function severalTimes(question: TriesQuestion, house: House): Promise<TriedOut> {
  const { retry, chance, incoming, target } = question;
  const { pace, routing } = house;
  const upstream = `${target.provider.id} ${target.base}`;
  // Whose limit is used up is not the whole upstream down.
  const account = `${upstream} ${target.credentials[0] ?? target.settings[target.provider.credential ?? ''] ?? ''}`;
  if (retry) routing.budget.noteRequest(account);
  // What streams up can be sent once.
  const most = retry && incoming.body.kind !== 'stream' ? retry.attempts : 0;
  for (let retries = 0, waitedMs = 0; ; retries++) {
    const why = retries === 0 ? chance.why : 'retry';
    const tried = await rotated({ ...question, chance: { ...chance, retry: retries < most, why } }, upstream, house);
    const { outcome, keepable } = question.review
      ? await question.review(tried.outcome)
      : { outcome: tried.outcome, keepable: tried.outcome };
    const came = { ...tried, outcome, keepable };
    if (!retry || most === 0) return { ...came, retries: 0 };
    const verdict = judgeRetry({ ...retry, attempts: most }, { outcome, retries, waitedMs, now: pace.now() });
    if (!verdict.again) return { ...came, retries: verdict.count };
    if (!routing.budget.take(account)) return { ...came, retries: -1 };
    letGo(outcome);
    await pace.wait(verdict.waitMs, chance.departure);
    if (chance.departure.gone) return { ...came, outcome: GONE, keepable: GONE, retries };
    waitedMs += verdict.waitMs;
  }
}

const GONE = failureOf({ kind: 'cancelled', message: 'the caller has gone' });

/** One try, with each credential of a pool once while the provider refuses them. */
async function rotated(question: TriesQuestion, upstream: string, house: House): Promise<Tried> {
  const { target, incoming } = question;
  if (target.credentials.length === 0) return measured(question, house);
  const { resting } = house.routing;
  let untried = target.credentials;
  for (let rotations = 0; ; rotations++) {
    const credential = resting.pick(upstream, untried);
    untried = untried.filter((each) => each !== credential);
    const another = untried.length > 0 && incoming.body.kind !== 'stream';
    const retry = another || question.chance.retry;
    const chance = { ...question.chance, retry, why: rotations === 0 ? question.chance.why : ('rotation' as const) };
    const tried = await measured({ ...question, chance, target: withCredential(target, credential) }, house);
    if (!resting.noteOutcome(upstream, credential, tried.outcome) || !another) return tried;
  }
}

/** One try, what it says about the target's health, and what it costs. */
function measured(question: TriesQuestion, house: House): Promise<Tried> {
  const { circuit, latencyKey, draft, spending } = question;
  const tried = circuit || latencyKey !== undefined ? watchedTry(question, house) : livingExchange(question, draft, house);
  return spending ? paidTry(tried, spending, house) : tried;
}

/** What the provider has answered is paid for, whatever our own checks make of it. */
async function paidTry(trying: Promise<Tried>, spending: Spending, { limits }: House): Promise<Tried> {
  const tried = await trying;
  const paid = { ...spending, model: tried.said.model };
  return { ...tried, outcome: counted(tried.outcome, (usage) => limits.used(paid, usage)) };
}

async function watchedTry(question: TriesQuestion, house: House): Promise<Tried> {
  const { circuit, latencyKey, draft } = question;
  const { breakers, latencies } = house.routing;
  const started = house.pace.now();
  if (circuit) breakers.begin(circuit.key);
  if (latencyKey !== undefined) latencies.begin(latencyKey);
  const tried = await livingExchange(question, draft, house);
  const { outcome } = tried;
  const cancelled = outcome.kind === 'failure' && outcome.fault.kind === 'cancelled';
  // Who hung up says nothing about who was called.
  if (cancelled) return tried;
  if (circuit) breakers.note(circuit.key, circuit.name, circuit.policy, outcome.status);
  if (latencyKey !== undefined) {
    if (outcome.kind === 'failure') latencies.noteFailure(latencyKey);
    else latencies.note(latencyKey, house.pace.now() - started);
  }
  return tried;
}
