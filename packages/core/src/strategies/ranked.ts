import type { ConfigNode } from '../config/config.ts';
import type { Candidate } from './strategy.ts';

/** Branches by a figure, the smallest first; equal ones in the order of the config. */
export function* ranked(
  branches: readonly ConfigNode[],
  figure: (branch: ConfigNode) => number,
  why: (branch: ConfigNode, figure: number) => string,
): Iterable<Candidate> {
  const sorted = branches
    .map((node, branch) => ({ node, branch, value: figure(node) }))
    .toSorted((left, right) => left.value - right.value);
  for (const { node, branch, value } of sorted) yield { branch, why: () => why(node, value) };
}
