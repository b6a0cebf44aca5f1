import type { Span } from '../log-store.ts';

/** Widths of time, in milliseconds. */
const WIDTHS: Readonly<Record<Span, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 };

/** Where the stretch begins that a moment lies in: both in milliseconds since the epoch. */
export const stretchOf = (at: number, span: Span): number => Math.floor(at / WIDTHS[span]) * WIDTHS[span];
