import { refused } from './admin-fault.ts';

/**
 * Sees that what was sent can be kept as it is: on every database, in whatever it is written into, and without a change.
 *
 * @param path Where it stands, for the message: `metadata.team`.
 * @throws FaultError `invalid_request`
 */
export function requireKeepable(value: unknown, path = ''): void {
  if (typeof value === 'string') requireText(value, path);
  // JSON allows numbers that JavaScript reads as others: 9007199254740993 as …992, 1e999 as infinite.
  else if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    throw unkeepable(path, `is a number that cannot be kept exactly: beyond ±${Number.MAX_SAFE_INTEGER}, send a text`);
  else if (Array.isArray(value)) for (const [index, each] of value.entries()) requireKeepable(each, `${path}[${index}]`);
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) {
      const place = path === '' ? name : `${path}.${name}`;
      requireText(name, place);
      if (name === '__proto__') throw unkeepable(place, 'is no name of a member');
      requireKeepable(each, place);
    }
}

function requireText(text: string, path: string): void {
  // PostgreSQL keeps no NUL; half of a pair of surrogates is no character, and UTF-8 has another for it.
  if (text.includes('\0') || /\p{Cs}/u.test(text))
    throw unkeepable(path, 'holds a NUL character, or half of a character (a surrogate without its other half)');
}

const unkeepable = (path: string, why: string) => {
  const place = path.replaceAll('\0', '\uFFFD').replaceAll(/\p{Cs}/gu, '\uFFFD');
  return refused('invalid_request', `"${place}" ${why}`, place, 'invalid_value');
};
