import { headerValue, type HeaderList } from '../wire/headers.ts';

/** Milliseconds that a provider asks us to wait; undefined where it does not say. The order is the wire format's. Wire spec §10. */
export function retryAfterMs(headers: HeaderList, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    // An empty header says nothing, and as a number it would be zero.
    const milliseconds = Number(headerValue(headers, name) || NaN);
    if (milliseconds >= 0) return milliseconds;
  }
  const text = headerValue(headers, 'retry-after');
  if (!text) return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
