/** What is spelled like a header of ours, and the two in which some browser clients put a key. */
const PRIVATE = /^(?:x-(?:portkey|sluice)-.*|api-key|authorization)$/i;

/**
 * The query of a realtime address as it goes upstream: the caller's, with the model that was chosen, and without what may be
 * a key: the provider's own travels in a header.
 */
export function realtimeQuery(query: string, model: string | undefined): string {
  const others = query
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && nameIn(part) !== 'model' && !PRIVATE.test(nameIn(part)));
  const parts = model === undefined ? others : [`model=${encodeURIComponent(model)}`, ...others];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const nameIn = (part: string): string => new URLSearchParams(part).keys().next().value ?? '';
