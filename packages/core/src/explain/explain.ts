import type { Caller } from '../caller.ts';
import type { RouteConfig } from '../config/config.ts';
import { leavesOf } from '../config/leaves.ts';
import { NO_READERS } from '../config/readers.ts';
import { NO_REFERENCES } from '../config/references.ts';
import { settle } from '../config/settle.ts';
import { failureOf } from '../failure.ts';
import type { House } from '../house.ts';
import type { Incoming } from '../incoming.ts';
import { unanswered } from '../route/answered.ts';
import type { Candidates } from '../route/candidates.ts';
import { follow } from '../route/follow.ts';
import { Journal } from '../route/journal.ts';
import { plannerFor } from '../route/route-request.ts';
import type { Walk } from '../route/walk.ts';
import { checkReferences } from '../rooms/check-references.ts';
import { readCall, requireWords } from '../rooms/read-call.ts';
import { readMetadata } from '../rooms/read-metadata.ts';
import { KnownConfigs, resolve } from '../rooms/resolve.ts';
import { chooserFor } from '../strategies/index.ts';
import type { Turn } from '../strategies/strategy.ts';
import { conditionViews, type ConditionView } from './condition-view.ts';
import { configView } from './config-view.ts';
import { targetView, type TargetView } from './target-view.ts';

/** What would become of a request, and why. Nobody is called. */
export interface Explanation {
  readonly object: 'route.explanation';
  /** Places in the config in the order in which they would be asked, each as long as those before it fail. */
  readonly order: readonly string[];
  /** Each choice with its reason, and whoever is passed over with the reason why. */
  readonly decisions: readonly unknown[];
  /** Every condition of the config with the value that it finds. */
  readonly conditions: readonly ConditionView[];
  /** Every target of the config, asked or not. */
  readonly targets: readonly TargetView[];
  /** Tokens reckoned from the request; null where nothing limits what may come out. */
  readonly estimate: { readonly input_tokens: number; readonly output_tokens: number | null; readonly how: string };
  /** The operation, and what a model must be able to do besides: `chat`, `tools`, `vision`. */
  readonly needs: readonly string[];
  /** The variant of an experiment that the request would get. */
  readonly variant: string | null;
  /** As conditions see it; empty for none. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The config as it was understood, with all in its place that its parts inherit; null where there is none. */
  readonly config: unknown;
}

/** Targets, from the first on, that are looked at as closely as if they were asked. */
const MOST_DRAFTED_UNASKED = 50;

/** Tells what would become of a request. */
export type Explainer = (incoming: Incoming, caller: Caller) => Promise<Explanation>;

/**
 * Explains by the planner that routes: the config is followed as a request follows it, with targets that are not
 * asked and count as failed.
 */
export function createExplainer(house: House): Explainer {
  // Few ask twice: what is kept for those who route is not to be kept again.
  const configs = new KnownConfigs({ mostBytes: 1024 * 1024 });
  let none: RouteConfig | undefined;
  return async (incoming, caller) => {
    const metadata = readMetadata(incoming, caller);
    const call = readCall(incoming, caller, house);
    const resolved = await resolve(incoming, caller, house, configs);
    const config = resolved?.config ?? (none ??= noConfig());
    checkReferences(config, caller, house);
    requireWords(call, config, incoming);
    const planner = plannerFor({ incoming, caller, call, metadata, config }, house);
    const { candidates } = planner;
    const turn: Turn = { ...planner.turn, sticky: forgetful(planner.turn) };
    const { order, journal } = await walked(config, turn, candidates, incoming);
    const turns = new Map(order.map((label, index) => [label, index + 1]));
    const { inputTokens, outputTokens } = candidates.needs;
    return {
      object: 'route.explanation',
      order,
      decisions: journal.steps.filter(({ kind }) => kind !== 'attempt'),
      conditions: conditionViews(config.root, turn),
      targets: leavesOf(config.root).map((target, index) => {
        const turn = turns.get(target.label);
        const drafted = turn !== undefined || index < MOST_DRAFTED_UNASKED;
        return targetView({ target, incoming, caller, call, candidates, turn, drafted }, house);
      }),
      estimate: { input_tokens: inputTokens, output_tokens: outputTokens ?? null, how: 'a token for every four characters' },
      needs: needsOf(candidates),
      variant: journal.variant ?? null,
      metadata: metadata ?? {},
      config: resolved ? configView(resolved.config, caller) : null,
    };
  };
}

/** A request without a config is one with a target that says nothing. */
const noConfig = (): RouteConfig => ({
  id: 'none',
  root: settle({}, { origin: 'caller', id: 'none' }, NO_READERS),
  references: NO_REFERENCES,
  choosesByLatency: false,
});

/** To look is not to choose: nobody is kept anywhere because of it. */
const forgetful =
  (turn: Turn): Turn['sticky'] =>
  (place, fields) => ({ ...turn.sticky(place, fields), keep() {} });

const NOT_ASKED = failureOf({ kind: 'upstream_error', message: 'not asked' });

async function walked(config: RouteConfig, turn: Turn, candidates: Candidates, { departure }: Incoming) {
  const journal = new Journal();
  const order: string[] = [];
  const walk: Walk = {
    turn,
    journal,
    once: false,
    lackOf: (target) => candidates.lackOf(target),
    // A plugin's own rule is asked, as if each had failed.
    movesOn: (fork, { outcome }) =>
      fork.strategy.mode === 'fallback' || (fork.strategy.mode === 'custom' && chooserFor(fork).movesOn(outcome)),
    ask(target) {
      order.push(target.label);
      return Promise.resolve(unanswered(target.label, NOT_ASKED));
    },
  };
  const { answer } = await follow(config.root, walk, { target: false, retry: false, departure, continues: true });
  const { outcome } = answer;
  // No branch fits the request, or a plugin fails on its way: what would be answered is the explanation.
  if (outcome.kind === 'failure' && outcome !== NOT_ASKED)
    journal.add({ kind: 'skipped', target: answer.target, reason: outcome.fault.message });
  return { journal, order };
}

function needsOf({ needs }: Candidates): string[] {
  const { door, tools, vision, jsonSchema, reasoning } = needs;
  const named = { tools, vision, json_schema: jsonSchema, reasoning };
  return [door?.operation, ...Object.entries(named).map(([name, wanted]) => (wanted ? name : undefined))].filter(
    (name) => name !== undefined,
  );
}
