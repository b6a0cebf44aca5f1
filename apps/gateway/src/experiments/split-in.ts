import { variantOf, type ConfigNode, type Split } from '@sluice/core';

/** What a config says of an experiment. */
export interface SplitFound {
  /** By variant, in the order in which they stand. */
  readonly weights: ReadonlyMap<string, number>;
  /** Where the user stands, as the config has it: `metadata._user`. */
  readonly by: readonly string[];
}

/** Finds an experiment in a config's tree; undefined where there is none of this name, or more than one. */
export function splitIn(root: ConfigNode, experiment: string): SplitFound | undefined {
  const found = splitsBelow(root, experiment);
  return found.length === 1 ? found[0] : undefined;
}

function splitsBelow(node: ConfigNode, experiment: string): readonly SplitFound[] {
  if (node.kind === 'target') return [];
  const { strategy, branches } = node;
  const below = branches.flatMap((branch) => splitsBelow(branch, experiment));
  if (strategy.mode !== 'split') return below;
  const { experiment: name, by } = strategy as Split;
  return name === experiment ? [{ weights: new Map(branches.map((each) => [variantOf(each), each.weight])), by }, ...below] : below;
}

/** Metadata names under which the log has what stands at these places; undefined for one of which it has nothing. */
export const metadataNames = (by: readonly string[]): readonly (string | undefined)[] =>
  // The body's user is kept as the metadata's, where that has none.
  by.map((field) => (field === 'params.user' ? '_user' : /^metadata\.(.+)$/.exec(field)?.[1]));
