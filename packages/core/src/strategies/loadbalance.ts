import { never, type Candidate, type Strategy, type Turn } from './strategy.ts';
import { drawable, drawOne } from './weighted.ts';
import type { ConfigNode } from '../config/config.ts';

export interface LoadBalance {
  readonly mode: 'loadbalance';
  readonly sticky: Sticky | undefined;
}

/** Requests alike in some fields go the same way for a while. */
export interface Sticky {
  /** Where in its config: another fork may keep the same people elsewhere. */
  readonly place: string;
  /** `metadata.user`, `params.user`, `headers.x-session`; none is everything that a caller sends. */
  readonly hashFields: readonly string[];
  readonly ttlMs: number;
}

/** A draw by weight. Wire spec §9.3. */
export const loadbalance: Strategy<LoadBalance> = {
  *propose(branches, { sticky }, turn) {
    if (sticky) yield* stickily(branches, sticky, turn);
    else yield* drawn(branches, turn);
  },
  movesOn: never,
  alternatives: true,
};

/** Drawn again without it when one is passed over, so that its share goes to the others by their weights. */
function* drawn(branches: readonly ConfigNode[], turn: Turn): Iterable<Candidate> {
  let draws = drawable(branches);
  while (draws.length > 0) {
    const from = draws;
    const random = turn.random();
    const { branch, weight } = drawOne(from, random);
    yield {
      branch,
      why: () => {
        const sum = from.reduce((total, each) => total + each.weight, 0);
        return `drawn by weight ${weight} of ${sum} (the draw was ${(random * sum).toFixed(3)})`;
      },
    };
    draws = draws.filter((each) => each.branch !== branch);
  }
}

function* stickily(branches: readonly ConfigNode[], { place, hashFields, ttlMs }: Sticky, turn: Turn): Iterable<Candidate> {
  const stuck = turn.sticky(place, hashFields);
  const kept = stuck.branch;
  // One whose weight has become 0 is on its way out, for those who are kept there too.
  if (kept !== undefined && drawable(branches).some(({ branch }) => branch === kept))
    yield { branch: kept, why: () => 'earlier requests alike in the sticky fields went there' };
  for (const candidate of drawn(branches, turn)) {
    if (candidate.branch === kept) continue;
    yield { ...candidate, taken: () => stuck.keep(candidate.branch, ttlMs) };
  }
}
