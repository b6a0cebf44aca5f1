import type { ConfigNode } from '../config/config.ts';

/** Branches that can be drawn, and how much each weighs. */
interface Draw {
  readonly branch: number;
  readonly weight: number;
}

/**
 * What takes part in a draw: all that weigh something. Where nothing does, all take part alike: the original
 * then answers nothing at all, and a request that hangs helps nobody.
 */
export function drawable(branches: readonly ConfigNode[]): Draw[] {
  const weighed = branches.map(({ weight }, branch) => ({ branch, weight })).filter(({ weight }) => weight > 0);
  return weighed.length > 0 ? weighed : branches.map((_, branch) => ({ branch, weight: 1 }));
}

/** Draws one by weight. `random` is at least 0 and below 1. */
export function drawOne(draws: readonly Draw[], random: number): Draw {
  let left = random * draws.reduce((sum, { weight }) => sum + weight, 0);
  for (const draw of draws) {
    left -= draw.weight;
    if (left < 0) return draw;
  }
  // Sums of fractions do not always add up.
  return draws.at(-1)!;
}
