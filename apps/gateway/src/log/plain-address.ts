/** An address without what may hold a credential: its query, and a name and password before its host. Undefined for what is none. */
export function plainAddress(url: string): string | undefined {
  if (!/^(?:http|ws)s?:/i.test(url) || !URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
