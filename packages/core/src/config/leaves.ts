import type { ConfigNode, TargetConfig } from './config.ts';

/** All targets below a node, in the order of the text. */
export function leavesOf(node: ConfigNode): readonly TargetConfig[] {
  return node.kind === 'target' ? [node] : node.branches.flatMap(leavesOf);
}
