import type { BreakerView, TargetHealth } from '@sluice/contract';
import type { Group, LogFilter, LogStore } from '@sluice/store/logs';
import { shownTime } from '../../shown-time.ts';
import { latencyOf } from '../analytics/numbers.ts';
import type { TargetCircuit } from './breakers-of.ts';

/** What somebody wants to know of targets. */
export interface HealthQuestion {
  /** The requests of the stretch of time that counts, in workspaces that may be seen. */
  readonly filter: LogFilter;
  readonly circuits: readonly TargetCircuit[];
  /** The provider that a virtual key calls; undefined where it is gone. */
  readonly providerOf: (virtualKey: string) => string | undefined;
}

/** Nobody reads more of them, and for each that failed its last failure is looked for. */
const MOST = 100;

/** Records among which the last failure is: a caller who hung up is none. */
const LOOKED_THROUGH = 10;

/** How virtual keys have done, those with the most requests first, and behind them how each provider has done by whatever credential. */
export async function targetHealth({ filter, circuits, providerOf }: HealthQuestion, logs: LogStore): Promise<readonly TargetHealth[]> {
  const page = { offset: 0, size: MOST };
  const [keys, providers] = await Promise.all([
    logs.analytics.groups(filter, 'virtualKey', page),
    logs.analytics.groups(filter, 'provider', page),
  ]);
  const ofKey = (slug: string) => circuits.filter(({ virtualKey }) => virtualKey === slug);
  const ofProvider = (slug: string) => circuits.filter(({ virtualKey, provider }) => virtualKey === undefined && provider === slug);
  const asked = new Set(keys.groups.map(({ value }) => value));
  const idle = [...new Set(circuits.flatMap(({ virtualKey }) => virtualKey ?? []))].filter((slug) => !asked.has(slug));
  return Promise.all([
    ...keys.groups.map(async (group) => ({
      ...view({ virtual_key: group.value, provider: providerOf(group.value) ?? null }, group, ofKey(group.value)),
      last_failure: group.errors > 0 ? await lastFailure({ ...filter, virtualKeys: [group.value] }, logs) : null,
    })),
    ...idle.map(async (slug) => view({ virtual_key: slug, provider: providerOf(slug) ?? null }, undefined, ofKey(slug))),
    ...providers.groups.map(async (group) => ({
      ...view({ virtual_key: null, provider: group.value }, group, ofProvider(group.value)),
      last_failure: group.errors > 0 ? await lastFailure({ ...filter, providers: [group.value] }, logs) : null,
    })),
  ]);
}

function view(
  named: Pick<TargetHealth, 'virtual_key' | 'provider'>,
  group: Group | undefined,
  circuits: readonly TargetCircuit[],
): TargetHealth {
  const { p50, p90, p99 } = group ? latencyOf(group) : { p50: null, p90: null, p99: null };
  const breakers = circuits.map((circuit) => circuit.view);
  return {
    object: 'target',
    ...named,
    requests: group?.requests ?? 0,
    failures: group?.errors ?? 0,
    p50_latency: p50,
    p90_latency: p90,
    p99_latency: p99,
    last_failure: null,
    state: worst(breakers),
    breakers,
  };
}

/** From the worst on. */
const STATES: readonly BreakerView['state'][] = ['open', 'half_open', 'closed'];

const worst = (breakers: readonly BreakerView[]) => STATES.find((state) => breakers.some((each) => each.state === state)) ?? null;

async function lastFailure(filter: LogFilter, logs: LogStore): Promise<TargetHealth['last_failure']> {
  const { records } = await logs.search({ filter: { ...filter, success: false }, size: LOOKED_THROUGH });
  const last = records.find(({ status, fault }) => status >= 400 || fault !== undefined);
  if (!last) return null;
  const { id, at, status, fault } = last;
  return { log_id: id, at: shownTime(at), status, fault: fault?.kind ?? null };
}
