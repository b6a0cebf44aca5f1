import type { Values } from '../conditions/query.ts';
import type { ConfigNode } from '../config/config.ts';

/** One condition, and how it comes out for the request. */
export interface ConditionView {
  readonly fork: string;
  readonly index: number;
  readonly holds: boolean;
  /** `metadata.tier $eq "paid" (is "free")`. */
  readonly text: string;
  /** The place that it sends to. */
  readonly target: string;
}

/** All conditions below a node, those behind the one that decides too. */
export function conditionViews(node: ConfigNode, values: Values): readonly ConditionView[] {
  if (node.kind === 'target') return [];
  const { strategy, branches, label } = node;
  const own =
    strategy.mode === 'conditional'
      ? strategy.conditions.map(({ query, branch }, index) => ({
          fork: label,
          index,
          ...query.explain(values),
          target: branches[branch]!.label,
        }))
      : [];
  return [...own, ...branches.flatMap((branch) => conditionViews(branch, values))];
}
