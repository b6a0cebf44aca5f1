import type { Judged, NotJudged } from './dry-run.ts';

/** Requests that would go from one answerer to another. */
export interface Move {
  readonly from: { readonly provider: string | undefined; readonly model: string | undefined };
  readonly to: { readonly provider: string | undefined; readonly model: string | undefined };
  readonly requests: number;
}

/** What a dry run comes to. */
export interface Tally {
  readonly judged: number;
  readonly moved: number;
  /** The most frequent first; who would be asked as before is among them. */
  readonly moves: readonly Move[];
  /** By the place in the draft that would be asked first. */
  readonly targets: ReadonlyMap<string, number>;
  readonly notJudged: ReadonlyMap<NotJudged, number>;
  /** US dollars of the requests whose cost is known for both ways. */
  readonly cost: { readonly requests: number; readonly before: number; readonly after: number; readonly unknown: number };
}

/** Adds up where requests would go. */
export function tallyOf(all: readonly Judged[]): Tally {
  const moves = new Map<string, { from: Move['from']; to: Move['to']; requests: number }>();
  const targets = new Map<string, number>();
  const notJudged = new Map<NotJudged, number>();
  const cost = { requests: 0, before: 0, after: 0, unknown: 0 };
  let judged = 0;
  let moved = 0;
  for (const each of all) {
    if (!each.ok) {
      notJudged.set(each.reason, (notJudged.get(each.reason) ?? 0) + 1);
      continue;
    }
    judged++;
    const { before, after } = each;
    const [from, to] = [before, after].map(({ provider, model }) => ({ provider, model })) as [Move['from'], Move['to']];
    const key = JSON.stringify([from, to]);
    const move = moves.get(key) ?? { from, to, requests: 0 };
    moves.set(key, { ...move, requests: move.requests + 1 });
    if (from.provider !== to.provider || from.model !== to.model) moved++;
    if (after.target !== undefined) targets.set(after.target, (targets.get(after.target) ?? 0) + 1);
    if (before.cost === undefined || after.cost === undefined) cost.unknown++;
    else {
      cost.requests++;
      cost.before += before.cost;
      cost.after += after.cost;
    }
  }
  return { judged, moved, moves: [...moves.values()].toSorted((one, other) => other.requests - one.requests), targets, notJudged, cost };
}
