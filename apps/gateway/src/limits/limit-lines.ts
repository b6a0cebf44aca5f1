import type { UnpricedCalls } from './unpriced.ts';
import type { UsageKind } from './usage-id.ts';

/** What has come of limits, since the start. */
export interface LimitFigures {
  readonly refused: ReadonlyMap<`${UsageKind} ${'budget' | 'rate'}`, number>;
  readonly alerts: number;
  readonly unpriced: readonly UnpricedCalls[];
  /** Budgets of which the store does not know the whole. */
  readonly waiting: number;
}

/** The same in Prometheus' text format. */
export function limitLines({ refused, alerts, unpriced, waiting }: LimitFigures): string {
  return [
    '# HELP sluice_limited_total Calls turned away by a limit of ours',
    '# TYPE sluice_limited_total counter',
    ...[...refused].map(([name, count]) => {
      const [layer, by] = name.split(' ');
      return `sluice_limited_total{layer="${layer}",by="${by}"} ${count}`;
    }),
    '# HELP sluice_budget_alerts_total Budgets that were used as far as their alert threshold',
    '# TYPE sluice_budget_alerts_total counter',
    `sluice_budget_alerts_total ${alerts}`,
    '# HELP sluice_unpriced_calls_total Calls that a budget in dollars could not count',
    '# TYPE sluice_unpriced_calls_total counter',
    ...unpriced.map(
      ({ provider, model, calls }) => `sluice_unpriced_calls_total{provider="${escaped(provider)}",model="${escaped(model)}"} ${calls}`,
    ),
    '# HELP sluice_usage_waiting Budgets of which the database does not know the whole',
    '# TYPE sluice_usage_waiting gauge',
    `sluice_usage_waiting ${waiting}`,
    '',
  ].join('\n');
}

const LONGEST_LABEL = 100;

const escaped = (text: string) => text.slice(0, LONGEST_LABEL).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
