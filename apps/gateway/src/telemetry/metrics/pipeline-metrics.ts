import type { CircuitView } from '@sluice/core';
import { gauge, type Family } from './family.ts';

/** How records get from a finished request to where they are kept. */
export interface LogCounts {
  /** Records that are not yet kept. */
  readonly waiting: number;
  /** Records let go since the start, by why. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly written: number;
  /** Age of the oldest record that is not yet kept, in milliseconds. */
  readonly lagMs: number;
  readonly spoolBytes: number;
}

/** What was sent to somebody outside, or not. */
export interface SentCounts {
  readonly sent: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** Whom to ask when somebody wants to know; what is off has nothing to tell. */
export interface MetricSources {
  /** Hands on at once what waits for its turn, so that the figures are those of now. */
  readonly flush?: () => void;
  readonly circuits?: () => readonly CircuitView[];
  readonly log?: () => LogCounts;
  readonly spans?: () => SentCounts | undefined;
  readonly alerts?: () => SentCounts;
}

export function pipelineFamilies({ log, spans, alerts }: MetricSources): readonly Family[] {
  const logged = log?.();
  const traced = spans?.();
  const alerted = alerts?.();
  return [
    ...(logged ? logFamilies(logged) : []),
    ...(traced ? sentFamilies('sluice_spans', 'Spans', traced) : []),
    ...(alerted ? sentFamilies('sluice_alerts', 'Messages of alerts', alerted) : []),
  ];
}

const logFamilies = ({ waiting, dropped, written, lagMs, spoolBytes }: LogCounts): readonly Family[] => [
  gauge('sluice_log_records_waiting', 'Log records that are not yet kept', waiting),
  total('sluice_log_records_written_total', 'Log records kept since the start', written),
  byReason('sluice_log_records_dropped_total', 'Log records let go since the start', dropped),
  gauge('sluice_log_lag_seconds', 'Age of the oldest log record that is not yet kept', lagMs / 1000, 'max'),
  gauge('sluice_log_spool_bytes', 'Size of the spool of log records', spoolBytes),
];

const sentFamilies = (prefix: string, noun: string, { sent, dropped }: SentCounts): readonly Family[] => [
  total(`${prefix}_sent_total`, `${noun} sent since the start`, sent),
  byReason(`${prefix}_dropped_total`, `${noun} let go since the start`, dropped),
];

const total = (name: string, help: string, value: number): Family => ({
  name,
  help,
  type: 'counter',
  aggregator: 'sum',
  values: [{ labels: {}, value }],
});

const byReason = (name: string, help: string, dropped: Readonly<Record<string, number>>): Family => ({
  name,
  help,
  type: 'counter',
  aggregator: 'sum',
  values: Object.entries(dropped).map(([reason, value]) => ({ labels: { reason }, value })),
});
