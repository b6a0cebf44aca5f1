import type { Received } from '../support/upstream.ts';
import type { Recording } from './recording.ts';
import { placed, type Site } from './site.ts';

/** What a path says that makes no difference to the provider. */
const plainly = (path: string, { slug }: Site) => {
  // Both versions of Vertex AI's path answer alike, and DeepSeek's door stands at both (their documentation, 2026).
  const versioned = placed(path).replace('/v1beta1/', '/v1/');
  return slug === 'deepseek' ? versioned.replace(/^\/v1\//, '/') : versioned;
};

/** Parts of a query that a client of the provider's own adds for itself: it reads the enums' numbers, it is a beta client. */
const ITS_OWN = new Set(['$alt', 'beta', 'pageToken', 'pageSize', 'limit']);

/** What is wrong with where a request went, and with the key in it. */
export function misplaced({ request }: Recording, site: Site, { url, headers, method }: Received): readonly string[] {
  const wrong: string[] = [];
  if (request) {
    const [expected, got] = [new URL(request.url), new URL(url, 'http://provider.invalid')];
    const [expectedPath, gotPath] = [plainly(expected.pathname, site), plainly(got.pathname, site)];
    if (expectedPath !== gotPath) wrong.push(`path: expected ${expectedPath}, got ${gotPath}`);
    if (request.method !== method) wrong.push(`method: expected ${request.method}, got ${method}`);
    for (const [name, value] of expected.searchParams)
      if (!ITS_OWN.has(name) && got.searchParams.get(name) !== value) wrong.push(`query: expected ${name}=${value}, got ${got.search}`);
    for (const [name] of got.searchParams)
      if (!ITS_OWN.has(name) && name !== 'alt' && !expected.searchParams.has(name)) wrong.push(`query: ${got.search} was not asked for`);
  }
  const key = headers[site.keyIn];
  if (!String(key).includes('k-of-the-caller')) wrong.push(`no key in ${site.keyIn}`);
  const versions = Object.entries(request?.headers ?? {}).filter(([name]) => /^anthropic-(?:beta|version)$/i.test(name));
  for (const [name, value] of versions)
    if (site.words === 'messages' && site.slug === 'anthropic' && !String(headers[name.toLowerCase()]).includes(value))
      wrong.push(`${name}: expected ${value}, got ${String(headers[name.toLowerCase()])}`);
  if (site.slug === 'anthropic' && !headers['anthropic-version']) wrong.push('no anthropic-version');
  const leaked = Object.keys(headers).filter((name) => /^x-(?:portkey|sluice)-(?!hop$)/.test(name) && name !== site.keyIn);
  if (leaked.length > 0) wrong.push(`headers of ours went along: ${leaked.join(', ')}`);
  return wrong;
}
