/** The same few addresses come with all requests; more than these are not remembered. */
const MOST_REMEMBERED = 1_000;

const known = new Map<string, string | undefined>();

/** An address without what may hold a credential: its query, and a name and password before its host. Undefined for what is none. */
export function plainAddress(url: string): string | undefined {
  const end = url.search(/[?#]/);
  const place = end < 0 ? url : url.slice(0, end);
  if (known.has(place)) return known.get(place);
  const plain = read(place);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(place, plain);
  return plain;
}

function read(url: string): string | undefined {
  if (!/^(?:http|ws)s?:/i.test(url) || !URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
