/** Where the router's own addresses begin in the browser's. */
const BASE = '/console';

/**
 * Where somebody goes who has signed in: to the page that they wanted, if it is one of the console. A link that a stranger
 * made must lead nowhere else.
 *
 * @param to As the router has it: `/logs?success=false`.
 * @param origin Of the page that asks: `http://127.0.0.1:8787`.
 * @returns The path with its query, below the console's; the start for anything else.
 */
export function ownAddress(to: string | undefined, origin: string): string {
  if (to === undefined || !to.startsWith('/')) return '/';
  const url = parsed(`${origin}${BASE}${to}`);
  if (url?.origin !== origin || !url.pathname.startsWith(`${BASE}/`)) return '/';
  const path = url.pathname.slice(BASE.length);
  // `//host` would be read as another host where somebody puts it into a link.
  if (path.startsWith('//') || isDoor(path)) return '/';
  return `${path}${url.search}${url.hash}`;
}

/** Behind the door there is no door. */
const isDoor = (path: string) => /^\/(sign-in|setup|invite)(\/|$)/.test(path);

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
