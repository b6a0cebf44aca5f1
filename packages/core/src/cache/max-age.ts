const MIN_SECONDS = 60;
const MAX_SECONDS = 7_776_000;
const DEFAULT_SECONDS = 604_800;

/**
 * How many milliseconds an answer is kept: as the config says, else as the request's `cache-control` says, in
 * seconds. What lies outside of a minute to ninety days counts as the default, a week. Wire spec §11.
 */
export function maxAgeMs(configured: number | undefined, cacheControl: string | undefined): number {
  const seconds = configured ?? secondsOf(cacheControl) ?? DEFAULT_SECONDS;
  return (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS ? seconds : DEFAULT_SECONDS) * 1000;
}

/** The `max-age` of the header; a quoted number is against the standard and sent all the same. RFC 9111, section 5.2. */
function secondsOf(cacheControl: string | undefined): number | undefined {
  for (const directive of cacheControl?.split(',') ?? []) {
    const seconds = /^max-age\s*=\s*"?(\d+)"?$/i.exec(directive.trim())?.[1];
    if (seconds !== undefined) return Number(seconds);
  }
  return undefined;
}
