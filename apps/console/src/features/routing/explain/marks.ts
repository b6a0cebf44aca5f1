import type { Explanation } from './explanation.ts';

/** What an explanation says of one place of the drawing. */
export interface Mark {
  /** From 1 on: when it is asked; undefined for a choice, and for who is not asked. */
  readonly turn: number | undefined;
  /** The request comes here, or past here, even where nothing fails. */
  readonly isOnTheWay: boolean;
  /** The first one that is asked. */
  readonly isFirst: boolean;
  /** Why it was chosen, or passed over. */
  readonly why: string | undefined;
  readonly isPassedOver: boolean;
}

/** An explanation by places, to be shown in the drawing. */
export function marksOf({ order, decisions, targets }: Explanation): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  const [first] = order;
  const passedOver = new Map(decisions.flatMap((each) => (each.kind === 'skipped' ? [[each.target, each.reason] as const] : [])));
  const chosen = new Map(decisions.flatMap((each) => (each.kind === 'chosen' ? [[each.target, each.why] as const] : [])));
  const labels = new Set([...targets.map(({ target }) => target), ...passedOver.keys(), ...chosen.keys(), ...order.flatMap(withParents)]);
  for (const label of labels) {
    const turn = order.indexOf(label);
    const skipped = passedOver.get(label);
    marks.set(label, {
      turn: turn < 0 ? undefined : turn + 1,
      isFirst: turn === 0,
      isOnTheWay: first !== undefined && withParents(first).includes(label),
      isPassedOver: skipped !== undefined && turn < 0,
      why: skipped ?? chosen.get(label),
    });
  }
  return marks;
}

/** `config.targets[0].targets[1]`, `config.targets[0]`, `config` */
function withParents(label: string): readonly string[] {
  const parent = /^(.*)\.targets\[\d+\]$/.exec(label)?.[1];
  return parent === undefined ? [label] : [label, ...withParents(parent)];
}
