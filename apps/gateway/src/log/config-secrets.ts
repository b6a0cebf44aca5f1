/** Names of members, and of what stands in a query, that hold credentials. */
const CREDENTIAL =
  /(?:api|access|private|account|signing|subscription)[-_]?key(?!_?id)|^key$|secret|token(?!s|iz)|passw|credential|authorization|service[-_]?account|^sig/i;

/** Objects whose values are all taken for credentials: what is sent to a webhook, or to a host of one's own. */
const HEADERS = /^(?:custom[-_]?)?headers$/i;

/** A shorter one is a word. */
const SHORTEST = 8;

const read = new Map<string, readonly string[]>();

/** The same few configs come with all requests; more than these are not remembered. */
const MOST_READ = 1_000;

/** The credentials in a config that a request brings, of targets that nobody was asked at too. */
export function secretsInConfig(config: string | undefined): readonly string[] {
  if (!config?.startsWith('{')) return [];
  const known = read.get(config);
  if (known) return known;
  const secrets: string[] = [];
  gather(parsed(config), false, secrets);
  if (read.size >= MOST_READ) read.clear();
  read.set(config, secrets);
  return secrets;
}

/** Those in the part of an address behind its question mark. */
export function secretsInQuery(query: string | undefined): readonly string[] {
  if (!query) return [];
  return [...new URLSearchParams(query)]
    .filter(([name, value]) => CREDENTIAL.test(name) && value.length >= SHORTEST)
    .map(([, value]) => value);
}

function gather(value: unknown, isSecret: boolean, secrets: string[]): void {
  if (typeof value === 'string') {
    if (isSecret && value.length >= SHORTEST) secrets.push(value.replace(/^(?:Bearer|Basic)\s+/i, ''));
    if (/^https?:/.test(value)) secrets.push(...secretsInQuery(value.split('?')[1]));
    // Headers are given as a text too.
    else if (value.startsWith('{')) gather(parsed(value), isSecret, secrets);
  } else if (Array.isArray(value)) for (const each of value) gather(each, isSecret, secrets);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) gather(member, isSecret || CREDENTIAL.test(name) || HEADERS.test(name), secrets);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No JSON, so no config: it was refused.
  }
}
