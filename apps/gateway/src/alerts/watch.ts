import type { CircuitView } from '@sluice/core';
import type { EntrySink } from '../telemetry/entry-sink.ts';
import type { Workers } from '../telemetry/workers.ts';
import type { AlertEntry } from './alert-entry.ts';
import type { Counts } from './counts.ts';
import { judge, type Incident, type Reading } from './judge.ts';
import { percentileOf } from './latency-buckets.ts';
import { noticeOf, type Notice } from './notice.ts';
import type { WorkspaceIds } from './observe.ts';
import { readRule, type Rule } from './rule.ts';
import { WatchedRule } from './watched-rule.ts';

export interface WatchMeans {
  /** The config file's, as it stands. */
  readonly alerts: () => readonly AlertEntry[];
  readonly circuits: () => readonly CircuitView[];
  /** What the log says was spent; undefined where nothing is kept, and then what passes here is counted. @throws Error where it cannot say. */
  readonly spent: ((rule: Rule, now: number) => Promise<number>) | undefined;
  readonly workspaceIds: WorkspaceIds;
  readonly workers: Workers;
  readonly now: () => number;
  readonly newId: () => string;
  readonly tell: (notice: Notice) => void;
}

/** What workers tell each other under these names. */
const SEEN = 'alerts.seen';
const INCIDENT = 'alerts.incident';
const OPEN = 'alerts.open';

type Seen = readonly (readonly [
  key: string,
  counts: Omit<Counts, 'buckets'> & { readonly buckets: readonly (readonly [number, number])[] },
])[];
type Told = readonly [key: string, incident: Incident | null];

/** Sums are asked for no more often than this. */
const SPENT_EVERY_MS = 15_000;

/** Looks at what passes, by the rules of the config file. Every worker sees all; the first of them speaks. */
export class Watch {
  readonly #means: WatchMeans;
  #entries: readonly AlertEntry[] = [];
  #watched = new Map<string, WatchedRule>();
  readonly #spent = new Map<string, { readonly at: number; readonly value: number | undefined }>();

  constructor(means: WatchMeans) {
    this.#means = means;
    const { workers, circuits } = means;
    workers.answer(OPEN, () => openAmong(circuits()));
    workers.hear(SEEN, (what) => this.#hear(what as Seen));
    workers.hear(INCIDENT, (what) => {
      const [key, incident] = what as Told;
      const watched = this.#watched.get(key);
      if (watched) watched.incident = incident ?? undefined;
    });
  }

  readonly sink: EntrySink = (entries) => {
    this.#readRules();
    for (const watched of this.#watched.values())
      if (watched.rule.when !== 'breaker_open') watched.see(entries, this.#means.now(), this.#means.workspaceIds);
  };

  /** Judges every rule once, and says what has to be said. */
  async look(): Promise<void> {
    this.#readRules();
    this.#tellOthers();
    if (!this.#means.workers.first) return;
    for (const watched of this.#watched.values()) {
      const reading = await this.#read(watched);
      if (reading) this.#settle(watched, reading);
    }
  }

  #readRules(): void {
    const entries = this.#means.alerts();
    if (entries === this.#entries) return;
    this.#entries = entries;
    const rules = entries.map(readRule);
    // A rule that says what it said before has not lost what it has seen.
    this.#watched = new Map(rules.map((rule) => [rule.key, this.#watched.get(rule.key) ?? new WatchedRule(rule)]));
    for (const key of this.#spent.keys()) if (!this.#watched.has(key)) this.#spent.delete(key);
  }

  #tellOthers(): void {
    const seen: Seen = [...this.#watched].flatMap(([key, watched]) => {
      const untold = watched.takeUntold();
      return untold ? [[key, { ...untold, buckets: [...untold.buckets] }] as const] : [];
    });
    if (seen.length > 0) this.#means.workers.tell(SEEN, seen);
  }

  #hear(seen: Seen): void {
    const now = this.#means.now();
    for (const [key, counts] of seen) this.#watched.get(key)?.window.add(now, { ...counts, buckets: new Map(counts.buckets) });
  }

  #settle(watched: WatchedRule, reading: Reading): void {
    const { now, newId, tell, workers } = this.#means;
    const { rule } = watched;
    const moment = now();
    const state = judge(rule, reading, watched.incident, moment);
    if (state === undefined) return;
    const { id, since, told } = watched.incident ?? { id: newId(), since: moment, told: 0 };
    const incident: Incident = { id, since, toldAt: moment, told: told + 1 };
    watched.incident = state === 'firing' ? incident : undefined;
    workers.tell(INCIDENT, [rule.key, watched.incident ?? null] satisfies Told);
    tell(noticeOf(rule, { state, reading, incident, now: moment }));
  }

  /** Undefined where nobody can say now: then nothing changes. */
  async #read({ rule, window }: WatchedRule): Promise<Reading | undefined> {
    if (rule.when === 'breaker_open') return { value: await this.#openCircuits(rule), isThin: false };
    if (rule.when === 'spend' && this.#means.spent) {
      const value = await this.#spentBy(rule);
      return value === undefined ? undefined : { value, isThin: false };
    }
    const { requests, failures, cost, buckets } = window.total(this.#means.now());
    // Sums of tenths fall short of what they are by a hair.
    if (rule.when === 'spend') return { value: Math.round(cost * 1e9) / 1e9, isThin: false };
    if (requests === 0) return { value: undefined, isThin: true };
    const isThin = requests < rule.minRequests;
    if (rule.when === 'latency_p95') return { value: percentileOf(buckets, 0.95), isThin };
    return { value: failures / requests, isThin };
  }

  async #openCircuits({ filters: { configs, models } }: Rule): Promise<number> {
    const { circuits, workers } = this.#means;
    const others = (await workers.ask(OPEN)) as readonly (readonly OpenCircuit[])[];
    const open = new Set<string>();
    for (const circuit of [openAmong(circuits()), ...others].flat())
      if ((configs?.has(circuit[0]) ?? true) && (models?.has(circuit[2]) ?? true)) open.add(JSON.stringify(circuit));
    return open.size;
  }

  async #spentBy(rule: Rule): Promise<number | undefined> {
    const { spent, now } = this.#means;
    const at = now();
    const known = this.#spent.get(rule.key);
    if (known && at - known.at < SPENT_EVERY_MS) return known.value;
    // A log that cannot be asked says nothing; how it does is told elsewhere.
    const value = await spent?.(rule, at).catch(() => undefined);
    this.#spent.set(rule.key, { at, value });
    return value;
  }
}

type OpenCircuit = readonly [config: string, target: string, model: string];

const openAmong = (circuits: readonly CircuitView[]): readonly OpenCircuit[] =>
  circuits.filter(({ state }) => state !== 'closed').map(({ config, target, model = '' }) => [config, target, model]);
