import {
  movesOnFrom,
  proposalsOf,
  type Branch,
  type Strategy as PluginStrategy,
  type Turn as PluginTurn,
} from '@sluice/provider-sdk/strategy';
import { holdsCredential } from '../conditions/credential-field.ts';
import type { ConfigNode } from '../config/config.ts';
import type { Outcome } from '../outcome.ts';
import { fallback, noTargetMends } from './fallback.ts';
import type { Candidate, Turn } from './strategy.ts';

/** A strategy of a plugin, with the options that it read itself. */
export interface Custom {
  readonly mode: 'custom';
  readonly strategy: PluginStrategy;
  readonly options: unknown;
  /** Names of what the config gave it, for who asks what a config says. */
  readonly optionNames: readonly string[];
}

/** A fallback without lists: what holds for a strategy that has no rule of its own. */
const AS_A_FALLBACK = { mode: 'fallback', onStatusCodes: undefined, onFaultKinds: undefined, hedgeAfterMs: undefined } as const;

/**
 * What a plugin's strategy proposes; what it does wrong becomes a fault of the request that it did it to.
 *
 * @throws FaultError `plugin_failed`, naming the strategy.
 */
export function* proposedBy({ strategy, options }: Custom, nodes: readonly ConfigNode[], turn: Turn): Iterable<Candidate> {
  const branches = nodes.map((node, index) => branchOf(node, index, turn));
  for (const { branch, why } of proposalsOf(strategy, branches, options, pluginTurn(nodes, turn))) yield { branch, why: () => why };
}

/** @throws FaultError `plugin_failed`, naming the strategy. */
export function customMovesOn({ strategy, options }: Custom, outcome: Outcome): boolean {
  if (strategy.movesOn === undefined) return fallback.movesOn(outcome, AS_A_FALLBACK);
  if (outcome.kind === 'joined' || noTargetMends(outcome)) return false;
  const fault = outcome.kind === 'failure' ? outcome.fault.kind : undefined;
  return movesOnFrom(strategy, { status: outcome.status, fault }, options);
}

const branchOf = (node: ConfigNode, index: number, turn: Turn): Branch => {
  const { name, label, weight } = node;
  const { provider, model } = turn.known(node);
  return { index, name, label, weight, provider, model };
};

/** A request as a plugin sees it. Credentials and what is kept for callers stay inside. */
const pluginTurn = (nodes: readonly ConfigNode[], turn: Turn): PluginTurn => {
  const nodeOf = ({ index }: Branch): ConfigNode => {
    const node = nodes[index];
    if (!node) throw new RangeError(`there is no branch ${index}`);
    return node;
  };
  return {
    random: () => turn.random(),
    now: () => turn.now(),
    value: (name) => (holdsCredential(name) ? undefined : turn.value(name)),
    latencyMs: (branch) => turn.latencyMs(nodeOf(branch)),
    cost: (branch) => turn.cost(nodeOf(branch)),
  };
};
