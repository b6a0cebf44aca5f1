import { attempt } from '../attempt.ts';
import type { Caller } from '../caller.ts';
import type { RouteConfig, TargetConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import type { House } from '../house.ts';
import type { Incoming } from '../incoming.ts';
import type { Call } from '../rooms/read-call.ts';
import { chooserFor } from '../strategies/index.ts';
import type { Target } from '../target.ts';
import { askToGoOn, canContinue, continuedAnswer } from './continued-answer.ts';
import type { Answered } from './answered.ts';
import { Candidates } from './candidates.ts';
import { follow } from './follow.ts';
import type { Journal } from './journal.ts';
import { turnFor } from './turn.ts';
import type { Walk } from './walk.ts';

export interface RouteQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly call: Call;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly config: RouteConfig;
  readonly journal: Journal;
  /** Told of each target before it is asked. */
  readonly began: (target: Target) => void;
  /** Told when a broken answer goes on elsewhere. */
  readonly wentOn: (answer: Answered) => void;
}

/** Follows a config with several targets, and goes on with an answer that breaks off where the config wants that. */
export async function routeRequest(question: RouteQuestion, house: House): Promise<Answered> {
  const walk = walkFor(question, house);
  const chance: Chance = { target: false, retry: false, departure: question.incoming.departure, continues: false };
  const { answer, goOn } = await follow(question.config.root, walk, chance);
  const { outcome } = answer;
  if (answer.continues !== true || outcome.kind !== 'flow') return answer;
  return continuedAnswer({ answer, outcome, goOn, chance, walk: (text) => walkFor(question, house, text), wentOn: question.wentOn });
}

/** The planner of one request: what routes is also what explains. */
export function plannerFor(
  { incoming, caller, call, metadata, config }: Pick<RouteQuestion, 'incoming' | 'caller' | 'call' | 'metadata' | 'config'>,
  house: House,
) {
  const candidates = new Candidates({ incoming, caller, call, configId: config.id }, house);
  return { candidates, turn: turnFor({ incoming, caller, metadata, configId: config.id, candidates }, house) };
}

/** @param sent Text of an answer that broke off, for the targets to go on from. */
function walkFor(question: RouteQuestion, house: House, sent?: string): Walk {
  const { incoming, caller, call, metadata, config: route, journal, began } = question;
  const { candidates, turn } = plannerFor(question, house);

  const askOnce = async (config: TargetConfig, chance: Chance, prefill: string | undefined): Promise<Answered> => {
    const started = house.pace.now();
    const answered = await attempt(
      {
        incoming,
        caller,
        call,
        metadata,
        config,
        chance,
        prefill,
        circuit: config.breaker && {
          key: candidates.circuitOf(config),
          name: { config: route.id, target: config.label, model: candidates.find(config)?.model },
          policy: config.breaker,
        },
        named: candidates.find(config)?.named,
        latencyKey: route.choosesByLatency ? candidates.latencyKeyOf(config) : undefined,
        began,
      },
      house,
    );
    const { outcome, provider, model, retries } = answered;
    const fault = outcome.kind === 'failure' ? outcome.fault.kind : undefined;
    const lost = fault === 'cancelled' && !incoming.departure.gone;
    const ms = house.pace.now() - started;
    const came = { kind: 'attempt', target: config.label, provider, model, status: outcome.status, fault, retries, ms } as const;
    if (lost) journal.add({ ...came, lost, estimatedInputTokens: candidates.needs.inputTokens });
    else journal.add(sent === undefined ? came : { ...came, continued: true });
    return answered;
  };

  const askWithAWayOn = async (config: TargetConfig, chance: Chance): Promise<Answered> => ({
    ...(await askOnce(config, { ...chance, continues: true }, undefined)),
    continues: true,
  });

  return {
    turn,
    journal,
    once: incoming.body.kind === 'stream',
    lackOf: (target) => candidates.lackOf(target),
    movesOn: (fork, { outcome }) => chooserFor(fork).movesOn(outcome),
    ask(config, chance) {
      if (sent === undefined) {
        const continues = chance.target && config.onStreamFailure === 'continue' && canContinue(incoming, call, config);
        return continues ? askWithAWayOn(config, chance) : askOnce(config, chance, undefined);
      }
      return askToGoOn(sent, (prefill) => askOnce(config, { ...chance, why: 'continuation' }, prefill));
    },
  };
}
