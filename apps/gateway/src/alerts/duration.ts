/** A whole number and a unit. */
export const DURATION = /^\d{1,6}[smhd]$/;

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5m` in milliseconds. */
export const durationMs = (text: string): number => Number(text.slice(0, -1)) * UNITS[text.slice(-1)]!;
