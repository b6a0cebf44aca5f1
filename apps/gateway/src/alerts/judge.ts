import type { Rule } from './rule.ts';

/** An alert that is on. Plain data: workers tell it to each other. */
export interface Incident {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** When somebody was last told. */
  readonly toldAt: number;
  /** How many times. */
  readonly told: number;
}

/** What a rule's figure is now. */
export interface Reading {
  /** Undefined where a whole window has passed without anything to count. */
  readonly value: number | undefined;
  /** Too little is known for it to begin, or to end. */
  readonly isThin: boolean;
}

/** What has to be said; undefined for nothing. */
export function judge(
  rule: Rule,
  { value, isThin }: Reading,
  incident: Incident | undefined,
  now: number,
): 'firing' | 'resolved' | undefined {
  // Who was in trouble and is not called any more is not known to be well, but nobody suffers either.
  if (value === undefined) return incident && 'resolved';
  const isOver = value >= rule.threshold;
  if (incident === undefined) return isOver && !isThin ? 'firing' : undefined;
  if (!isOver) return isThin ? undefined : 'resolved';
  return now - incident.toldAt >= rule.repeatAfterMs ? 'firing' : undefined;
}
