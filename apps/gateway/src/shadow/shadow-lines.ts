import type { Shadows } from './shadows.ts';

/** What has come of shadows since the start, in Prometheus' text format. */
export const shadowLines = ({ copied, running, waiting, notCopied }: Shadows['counts']): string =>
  [
    '# HELP sluice_shadow_copies_total Requests that were copied to a shadow',
    '# TYPE sluice_shadow_copies_total counter',
    `sluice_shadow_copies_total ${copied}`,
    '# HELP sluice_shadow_not_copied_total Requests that were to be copied and were not, by reason',
    '# TYPE sluice_shadow_not_copied_total counter',
    ...Object.entries(notCopied).map(([reason, count]) => `sluice_shadow_not_copied_total{reason="${reason}"} ${count}`),
    '# HELP sluice_shadow_in_flight Copies under way, and requests that wait to be copied',
    '# TYPE sluice_shadow_in_flight gauge',
    `sluice_shadow_in_flight{state="running"} ${running}`,
    `sluice_shadow_in_flight{state="waiting"} ${waiting}`,
    '',
  ].join('\n');
