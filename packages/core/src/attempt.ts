import { isFaultError } from '@sluice/provider-sdk';
import type { Caller } from './caller.ts';
import type { TargetConfig } from './config/config.ts';
import { draftRequest, type Chance, type Draft } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import type { Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import type { Answered, CacheStatus } from './route/answered.ts';
import type { Named } from './rooms/name-provider.ts';
import { planTarget } from './rooms/plan-target.ts';
import type { Call } from './rooms/read-call.ts';
import type { Target } from './target.ts';
import { tries, type Circuit, type TriedOut, type TriesQuestion } from './tries.ts';

export interface AttemptQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly call: Call;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly config: TargetConfig | undefined;
  readonly chance: Chance;
  /** The beginning of an answer that somebody else broke off. */
  readonly prefill?: string | undefined;
  readonly circuit?: Circuit | undefined;
  readonly latencyKey?: string | undefined;
  /** Who is called, where that is known already. */
  readonly named?: Named | undefined;
  /** Told of the target as soon as it is known, before it is asked. */
  readonly began: (target: Target) => void;
}

/** Asks one target: its checks, its cache, its tries, and its checks again. What goes wrong is an outcome. */
export async function attempt(question: AttemptQuestion, house: House): Promise<Answered> {
  const { incoming, caller, call, config } = question;
  let target: Target | undefined;
  try {
    target = planTarget({ incoming, caller, config, model: call.model, prompt: call.prompt }, house, question.named);
    question.began(target);
    const prefill = takesPrefill(target) ? question.prefill : undefined;
    const came = await ask(prefill === question.prefill ? question : { ...question, prefill }, target, house);
    return {
      outcome: came.outcome,
      target: target.label,
      provider: target.provider.id,
      model: came.said.model ?? call.model,
      streamed: came.said.streamed,
      retries: came.retries ?? 0,
      cache: 'cache' in came ? came.cache : 'DISABLED',
      substituted: came.substituted,
      prefilled: came.said.prefilled,
    };
  } catch (error) {
    if (!isFaultError(error)) throw error;
    return {
      outcome: failureOf(error.fault),
      target: config?.label ?? 'config',
      provider: target?.provider.id,
      model: call.model,
      streamed: call.streamed,
      retries: 0,
      cache: 'DISABLED',
      substituted: undefined,
    };
  }
}

/** A server of somebody else's that speaks the provider's language may well do what the provider does not. */
const takesPrefill = ({ provider, elsewhere }: Target): boolean => elsewhere || provider.operations.chat?.ignoresPrefill !== true;

/** What asking came to. Where the config has a cache it says what that did: undefined for a request that was denied before anybody looked. */
type Asked = Pick<TriedOut, 'outcome' | 'said' | 'substituted' | 'retries'> & { readonly cache?: CacheStatus | undefined };

function ask(question: AttemptQuestion, target: Target, house: House): Promise<Asked> {
  const { incoming, call, config, chance, prefill, circuit, latencyKey } = question;
  const given: TriesQuestion = {
    incoming,
    call,
    target,
    chance,
    prefill,
    circuit,
    latencyKey,
    draft: undefined,
    retry: config?.retry,
    review: undefined,
  };
  return config?.guards || config?.cache ? withChecksAndCache(question, given, house) : tries(given, house);
}

async function withChecksAndCache(question: AttemptQuestion, given: TriesQuestion, house: House): Promise<Asked> {
  const { incoming, config } = question;
  // Checks judge what the caller says, and not the beginning of an answer.
  const draft = draftRequest({ ...given, prefill: undefined }, house);
  const { isScreened, refuseUnscreened } = await import('./screen.ts');
  if (config?.guards) refuseUnscreened(incoming);
  if (config?.guards && isScreened(incoming, config.guards)) return screened(question, given, draft, house);
  return remembered(question, given.prefill === undefined ? { ...given, draft } : given, house);
}

/** The checks of a target around its cache and its tries. */
async function screened(question: AttemptQuestion, given: TriesQuestion, draft: Draft, house: House): Promise<Asked> {
  const { incoming, metadata, config, chance } = question;
  const { isStrict, screen } = await import('./screen.ts');
  const strict = isStrict(incoming, config!.strict);
  const checks = await screen(
    { incoming, metadata, guards: config!.guards!, provider: given.target.provider.id, draft, departure: chance.departure, strict },
    house,
  );
  if (checks.kind === 'denied') return { outcome: checks.outcome, said: draft, substituted: undefined, retries: 0, cache: undefined };
  const { rewritten, review, tell } = checks;
  const sent = rewritten || given.prefill !== undefined ? draftRequest({ ...given, rewritten }, house) : draft;
  const came = await remembered(question, { ...given, rewritten, draft: sent, review }, house);
  return came.reviewed ? came : { ...came, outcome: await tell(came.outcome) };
}

/** The first to ask may hang up, and then one of those who wait asks for all; should that fail too, each asks for itself. */
const MOST_WAITS = 2;

/** The cache of a target around its tries. */
async function remembered(
  { incoming, caller, call, config }: AttemptQuestion,
  given: TriesQuestion,
  house: House,
): Promise<Asked & { readonly reviewed: boolean }> {
  const reviewed = given.review !== undefined;
  const { draft } = given;
  const policy = given.prefill === undefined ? config?.cache : undefined;
  if (!policy || !draft) return { ...(await tries(given, house)), cache: 'DISABLED', reviewed };
  const { keep, recall, slotFor, statusOf } = await import('./recall.ts');
  const question = { incoming, caller, call, target: given.target, draft, policy, judges: reviewed ? config!.guards!.after : [] };
  const slot = slotFor(question);
  if (!slot) return { ...(await tries(given, house)), cache: 'DISABLED', reviewed };

  const hit = (outcome: Outcome) => ({ outcome, said: draft, substituted: undefined, retries: 0, cache: 'HIT' as const, reviewed: false });
  const known = recall(slot, question, house);
  if (known) return hit(known);
  // Who has a time limit of its own cannot wait for another's answer.
  const joins = !slot.refresh && !draft.streamed && given.target.requestTimeoutMs === undefined;
  for (let waits = 0; waits < MOST_WAITS && joins; waits++) {
    const flight = house.routing.joins.get(slot.key);
    if (!flight) break;
    await flight;
    const now = recall(slot, question, house);
    if (now) return hit(now);
  }
  const flying = tries(given, house).then((came) => ({ came, kept: keep(slot, came.keepable ?? came.outcome, question, house) }));
  if (!draft.streamed) house.routing.joins.add(slot.key, flying);
  const { came, kept } = await flying;
  return { ...came, outcome: reviewed ? came.outcome : kept, cache: statusOf(slot), reviewed };
}
