/** RFC 1035's limits, and ours: no provider's name has more than ten labels. */
const MAX_HOSTNAME = 253;
const MAX_LABEL = 63;
const MAX_LABELS = 10;

/** `api.groq.com.` is `api.groq.com` said absolutely; we keep one spelling, which is also the one TLS takes. */
export function withoutRootDot(hostname: string): string {
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

/** An address as `node:net` takes it: a URL puts IPv6 in brackets. */
export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname;
}

/** Whether DNS could hold this name at all, and its labels are no more than ten. */
export function hasSoundLabels(hostname: string): boolean {
  const labels = hostname.split('.');
  return hostname.length <= MAX_HOSTNAME && labels.length <= MAX_LABELS && labels.every(({ length }) => length > 0 && length <= MAX_LABEL);
}
