/** A date with a time in it, as HTTP writes them; what else `Date.parse` would take for one is a guess. */
const HTTP_DATE = /\d{2}:\d{2}:\d{2}/;

/**
 * How long a reply asks its reader to wait, in milliseconds: `retry-after-ms`, `x-ms-retry-after-ms`, then `retry-after` in
 * seconds or as a date (one that is over means now). Undefined where none is given or none can be read. The order is the
 * one of OpenAI's own clients (openai-node, 2026-08).
 *
 * @param headers Names in lower case.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now = Date.now()): number | undefined {
  const after = headers['retry-after']?.trim() ?? '';
  return amount(headers['retry-after-ms'], 1) ?? amount(headers['x-ms-retry-after-ms'], 1) ?? amount(after, 1000) ?? untilDate(after, now);
}

/** An empty text says nothing, and as a number it would be zero. */
function amount(text: string | undefined, unitMs: number): number | undefined {
  const value = text?.trim() ? Number(text) * unitMs : NaN;
  // A wait without end is a wait, and longer than anybody has.
  return value >= 0 ? Math.round(Math.min(value, Number.MAX_SAFE_INTEGER)) : undefined;
}

function untilDate(text: string, now: number): number | undefined {
  const date = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
