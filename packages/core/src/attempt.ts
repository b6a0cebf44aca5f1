import { isFaultError, operationFor } from '@sluice/provider-sdk';
import type { Asked } from './asked.ts';
import type { Caller } from './caller.ts';
import type { Guards, TargetConfig } from './config/config.ts';
import { draftRequest, type Chance } from './draft-request.ts';
import { failureOf } from './failure.ts';
import type { House } from './house.ts';
import type { Incoming } from './incoming.ts';
import { NO_LIMITS, type Spending } from './limits.ts';
import { unanswered, type Answered } from './route/answered.ts';
import { REFUSES_PREFILL } from './route/refuses-prefill.ts';
import type { RetryPolicy } from './retry/retry-policy.ts';
import type { Named } from './rooms/name-provider.ts';
import { planTarget } from './rooms/plan-target.ts';
import type { Call } from './rooms/read-call.ts';
import { settleGuards } from './rooms/settle-guards.ts';
import type { Target } from './target.ts';
import { tries, type Circuit, type TriesQuestion } from './tries.ts';
import { withoutSecrets } from './without-secrets.ts';

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
    target = planTarget({ incoming, caller, config, call }, house, question.named);
    question.began(target);
    const prefill = takesPrefill(target) ? question.prefill : undefined;
    const came = await ask(prefill === question.prefill ? question : { ...question, prefill }, target, house);
    return {
      outcome: came.outcome,
      target: target.label,
      provider: target.provider.id,
      virtualKey: target.virtualKey?.slug,
      prompt: target.prompt?.prompt,
      model: came.said.model ?? call.model,
      streamed: came.said.streamed,
      retries: came.retries ?? 0,
      cache: 'cache' in came ? came.cache : 'DISABLED',
      substituted: came.substituted,
      prefilled: came.said.prefilled,
    };
  } catch (error) {
    if (!isFaultError(error)) throw error;
    const { model, streamed } = call;
    return unanswered(config?.label ?? 'config', failureOf(withoutSecrets(error.fault, target?.secrets ?? [])), {
      provider: target?.provider.id,
      virtualKey: target?.virtualKey?.slug,
      prompt: target?.prompt?.prompt,
      model,
      streamed,
    });
  }
}

/** A server of somebody else's that speaks the provider's language may well do what the provider does not. */
const takesPrefill = ({ provider, elsewhere, model }: Target): boolean =>
  elsewhere || operationFor(provider.operations, 'chat', model)?.ignoresPrefill !== true;

function ask(question: AttemptQuestion, target: Target, house: House): Promise<Asked> {
  const { incoming, caller, call, config, chance, prefill, circuit, latencyKey } = question;
  const given: TriesQuestion = {
    incoming,
    call,
    target,
    chance,
    prefill,
    circuit,
    latencyKey,
    draft: undefined,
    retry: prefill === undefined ? config?.retry : untilRefused(config?.retry),
    review: undefined,
    spending: house.limits === NO_LIMITS ? undefined : spendingOf(question, target, house),
  };
  const guards = settleGuards(config, caller, house);
  return guards || config?.cache ? withChecksAndCache(question, given, guards, house) : tries(given, house);
}

/** Undefined where nothing limits such a call. */
function spendingOf({ caller, metadata = {} }: AttemptQuestion, { virtualKey, provider }: Target, { limits }: House): Spending | undefined {
  const spending = { key: caller.key, virtualKey, provider, model: undefined, metadata };
  return limits.watches(spending) ? spending : undefined;
}

async function withChecksAndCache(
  question: AttemptQuestion,
  given: TriesQuestion,
  guards: Guards | undefined,
  house: House,
): Promise<Asked> {
  const { incoming } = question;
  // Checks judge what the caller says, and not the beginning of an answer.
  const draft = draftRequest({ ...given, prefill: undefined }, house);
  if (guards) {
    const { isScreened, refuseUnscreened } = await import('./screen.ts');
    refuseUnscreened(incoming);
    const { screened } = await import('./screened.ts');
    if (isScreened(incoming, guards)) return screened(question, given, { guards, draft }, house);
  }
  const { remembered } = await import('./remembered.ts');
  return remembered(question, given.prefill === undefined ? { ...given, draft } : given, [], house);
}

/** A target that refuses the beginning of an answer refuses it again: it is asked otherwise, and not once more. */
const untilRefused = (retry: RetryPolicy | undefined): RetryPolicy | undefined =>
  retry && { ...retry, onStatusCodes: retry.onStatusCodes.filter((status) => !REFUSES_PREFILL.has(status)) };
