import type { LogEntry } from '@sluice/store/logs';
import { addCounts, noCounts, type Counts } from './counts.ts';
import type { Incident } from './judge.ts';
import { observe, type WorkspaceIds } from './observe.ts';
import type { Rule } from './rule.ts';
import { SlidingWindow } from './sliding-window.ts';

/** A rule, and what has been seen of what it is about. */
export class WatchedRule {
  readonly rule: Rule;
  readonly window: SlidingWindow;
  incident: Incident | undefined;
  #untold: Counts = noCounts();

  constructor(rule: Rule) {
    this.rule = rule;
    this.window = new SlidingWindow(rule.windowMs);
  }

  see(entries: readonly LogEntry[], now: number, workspaceIds: WorkspaceIds): void {
    const counts = noCounts();
    for (const entry of entries) if (entry.source === 'gateway') observe(this.rule, entry, counts, workspaceIds);
    if (counts.requests === 0) return;
    this.window.add(now, counts);
    addCounts(this.#untold, counts);
  }

  /** What other workers have not been told of; undefined for nothing. */
  takeUntold(): Counts | undefined {
    const untold = this.#untold;
    if (untold.requests === 0) return undefined;
    this.#untold = noCounts();
    return untold;
  }
}
