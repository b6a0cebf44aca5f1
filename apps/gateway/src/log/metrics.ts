import type { CircuitView } from '@sluice/core';
import type { RequestLog } from './request-log.ts';
import type { RequestRecord } from './request-record.ts';

/** Requests of one kind, counted without a library until somebody asks. */
interface Series {
  readonly labels: { readonly provider: string; readonly status: string };
  count: number;
  seconds: number;
  readonly buckets: number[];
}

/** Seconds; a model's answer takes from a few hundred milliseconds to minutes. */
const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Counts of requests by provider and status, taken from the log's batches. Labels are few by nature: no model, no key, no path. */
export class Metrics {
  readonly #series = new Map<string, Series>();
  readonly #inFlight: () => number;

  constructor(inFlight: () => number) {
    this.#inFlight = inFlight;
  }

  readonly sink = (records: readonly RequestRecord[]): void => {
    for (const { provider = 'none', status, ms } of records) {
      const name = `${provider} ${status}`;
      let series = this.#series.get(name);
      if (!series) {
        series = { labels: { provider, status: String(status) }, count: 0, seconds: 0, buckets: BUCKETS.map(() => 0) };
        this.#series.set(name, series);
      }
      const seconds = ms / 1000;
      series.count++;
      series.seconds += seconds;
      for (const [index, bound] of BUCKETS.entries()) if (seconds <= bound) series.buckets[index]!++;
    }
  };

  /** Everything in Prometheus' text format, and its content type. */
  async render(log: RequestLog, circuits: readonly CircuitView[]): Promise<{ readonly type: string; readonly text: string }> {
    log.flush();
    const { renderRegistry } = await import('./registry.ts');
    const { type, text } = await renderRegistry([
      { name: 'sluice_requests_in_flight', help: 'Requests being answered', value: this.#inFlight() },
      { name: 'sluice_log_records_dropped', help: 'Log records let go because too many waited', value: log.dropped },
    ]);
    return { type, text: `${text}\n${this.#requests()}${circuitLines(circuits)}` };
  }

  #requests(): string {
    const lines = [
      '# HELP sluice_request_duration_seconds Time from a request to the end of its reply',
      '# TYPE sluice_request_duration_seconds histogram',
    ];
    for (const { labels, count, seconds, buckets } of this.#series.values()) {
      const own = `provider="${labels.provider}",status="${labels.status}"`;
      for (const [index, bound] of BUCKETS.entries())
        lines.push(`sluice_request_duration_seconds_bucket{${own},le="${bound}"} ${buckets[index]}`);
      lines.push(`sluice_request_duration_seconds_bucket{${own},le="+Inf"} ${count}`);
      lines.push(`sluice_request_duration_seconds_sum{${own}} ${seconds}`, `sluice_request_duration_seconds_count{${own}} ${count}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** More circuits than this are counted by their state and not shown one by one: labels must stay few. */
const MOST_CIRCUITS = 200;

const STATES = { closed: 0, half_open: 1, open: 2 } as const;

/** How targets are doing: each circuit's state, and how many there are in each. */
function circuitLines(circuits: readonly CircuitView[]): string {
  const lines = [
    '# HELP sluice_breakers Circuits of targets by their state',
    '# TYPE sluice_breakers gauge',
    ...Object.keys(STATES).map(
      (state) => `sluice_breakers{state="${state}"} ${circuits.filter((circuit) => circuit.state === state).length}`,
    ),
    "# HELP sluice_breaker_state State of a target's circuit: 0 closed, 1 half open, 2 open",
    '# TYPE sluice_breaker_state gauge',
  ];
  const open = circuits.toSorted((left, right) => STATES[right.state] - STATES[left.state]).slice(0, MOST_CIRCUITS);
  // One target may have several circuits, one for each of its callers: the worst of them counts.
  const worst = new Map<string, number>();
  for (const { config, target, model = '', state } of open) {
    const labels = `config="${escaped(config)}",target="${escaped(target)}",model="${escaped(model)}"`;
    worst.set(labels, Math.max(worst.get(labels) ?? 0, STATES[state]));
  }
  for (const [labels, state] of worst) lines.push(`sluice_breaker_state{${labels}} ${state}`);
  return `${lines.join('\n')}\n`;
}

const LONGEST_LABEL = 100;

const escaped = (text: string) => text.slice(0, LONGEST_LABEL).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
