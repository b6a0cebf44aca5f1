const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * How long a reply asks its reader to wait, in milliseconds: `retry-after-ms`, `x-ms-retry-after-ms`, then
 * `retry-after` in seconds or as a date. Undefined where none is given or none can be read.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now = Date.now()): number | undefined {
  const inMs = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  if (inMs !== undefined) return within(Number(inMs));
  const after = headers['retry-after'];
  if (after === undefined) return undefined;
  const seconds = Number(after);
  return within(Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1000);
}

const within = (ms: number) => (Number.isFinite(ms) && ms >= 0 && ms <= LONGEST_MS ? Math.round(ms) : undefined);
