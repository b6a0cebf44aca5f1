import type { Change } from './secret-places.ts';
import { isSecretInAddress } from './secret-name.ts';

const ADDRESS = /^([a-z][a-z\d+.-]*:\/\/)(?:([^/?#\s]*)@)?([^?#\s]*)(\?[^#\s]*)?(#\S*)?$/i;

/** An address with each of its secrets changed: who calls, and members of the query that are called one. Another text as it is. */
export function inAddress(text: string, path: string, change: Change): string {
  const [address, scheme = '', user, place = '', query = '', fragment = ''] = ADDRESS.exec(text) ?? [];
  if (address === undefined) return text;
  const caller = user ? `${String(change(user, `${path}.user`))}@` : user === undefined ? '' : '@';
  return scheme + caller + place + inQuery(query, `${path}.query`, change) + inQuery(fragment, `${path}.fragment`, change);
}

/** Headers that are given as the JSON of them; `inside` changes them as it does an object. What is not read as such is all of it a secret. */
export function inJson(text: string, path: string, change: Change, inside: (value: unknown) => unknown): unknown {
  const value = readJson(text);
  // A secret that JSON writes in another way could not be put back as it is.
  if (value === undefined || text.includes('\\')) return change(text, path);
  return JSON.stringify(inside(value));
}

function inQuery(query: string, path: string, change: Change): string {
  if (query === '') return '';
  const members = query.slice(1).split('&');
  const changed = members.map((member, index) => {
    const end = member.indexOf('=');
    const name = decoded(member.slice(0, end));
    if (end === -1 || end === member.length - 1 || !isSecretInAddress(name)) return member;
    return `${member.slice(0, end)}=${String(change(member.slice(end + 1), `${path}[${index}].${name}`))}`;
  });
  return query[0] + changed.join('&');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not escaped as it should be; then it is read as it stands.
    return name;
  }
}

function readJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // The caller takes it for a secret.
    return undefined;
  }
}
