const STEPS = [
  { unit: 'second', ms: 1_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'day', ms: 86_400_000 },
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 minutes ago`, `yesterday`, and the date for what is older than a month. Both are milliseconds since the epoch. */
export function agoOf(at: number, now: number): string {
  const gone = now - at;
  if (Math.abs(gone) > 30 * 86_400_000) return new Date(at).toLocaleDateString('en', { dateStyle: 'medium' });
  const { unit, ms } = STEPS.findLast((step) => Math.abs(gone) >= step.ms) ?? STEPS[0];
  return relative.format(-Math.round(gone / ms), unit);
}

/** `340 ms`, `2.1 s`, `3 min 20 s`. @param ms Milliseconds. */
export function durationOf(ms: number): string {
  if (ms < 1_000) return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes} min ${Math.round((ms % 60_000) / 1_000)} s`;
}
