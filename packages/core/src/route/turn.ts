import { createHash } from 'node:crypto';
import type { Caller } from '../caller.ts';
import type { ConfigNode, TargetConfig } from '../config/config.ts';
import { leavesOf } from '../config/leaves.ts';
import type { House } from '../house.ts';
import type { Incoming } from '../incoming.ts';
import type { Turn } from '../strategies/strategy.ts';
import type { Candidates } from './candidates.ts';
import { valueIn } from './request-values.ts';

export interface TurnQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly configId: string;
  readonly candidates: Candidates;
}

/** One request as strategies see it. */
export function turnFor({ incoming, caller, metadata, configId, candidates }: TurnQuestion, { pace, routing }: House): Turn {
  const value = (name: string) => valueIn(name, incoming, metadata);
  const least = (node: ConfigNode, figure: (target: TargetConfig) => number | undefined) => {
    const figures = leavesOf(node).map(figure);
    // One that is not known decides: a fork whose best is a guess is a guess.
    return figures.includes(undefined) ? undefined : Math.min(...(figures as number[]));
  };
  return {
    random: () => pace.random(),
    now: () => pace.now(),
    wait: (milliseconds, departure) => pace.wait(milliseconds, departure),
    value,
    sticky(place, fields) {
      const who = JSON.stringify([caller.key?.id ?? caller.credential ?? '', ...fields.map((field) => [field, value(field) ?? null])]);
      const key = createHash('sha256').update(`${configId}\n${place}\n${who}`).digest('base64');
      return { branch: routing.sticky.find(key), keep: (branch, ttlMs) => routing.sticky.keep(key, branch, ttlMs) };
    },
    latencyMs: (node) => least(node, (target) => candidates.latencyMs(target)),
    cost: (node) => least(node, (target) => candidates.costOf(target)),
    known(node) {
      const candidate = node.kind === 'target' ? candidates.find(node) : undefined;
      return { provider: candidate?.named.provider.id, model: candidate?.model };
    },
  };
}
