import { FaultError } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import { ownHeader, type Incoming } from '../incoming.ts';

/** Characters of a value that are kept. Wire spec §17.1. */
const LONGEST_VALUE = 128;

/**
 * The metadata of a request: the header's, with what the caller's key says on top, and on top of that what its workspace says.
 *
 * @throws FaultError `invalid_request` for a header that is not a JSON object.
 */
export function readMetadata({ headers }: Incoming, { key }: Caller): Readonly<Record<string, string>> | undefined {
  const text = ownHeader(headers, 'metadata');
  const defaults = key && isFilled(key.enforced.metadata) ? { ...key.defaults.metadata, ...key.enforced.metadata } : key?.defaults.metadata;
  if (text === undefined) return defaults;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it is not an object');
  const given = Object.entries(value).map(([name, member]: [string, unknown]) => [
    name,
    (typeof member === 'string' ? member : JSON.stringify(member)).slice(0, LONGEST_VALUE),
  ]);
  return { ...(Object.fromEntries(given) as Record<string, string>), ...defaults };
}

const isFilled = (members: object): boolean => {
  for (const _ in members) return true;
  return false;
};

const invalid = (why: string) =>
  new FaultError({
    kind: 'invalid_request',
    message: `x-portkey-metadata takes a JSON object of names and strings: ${why}`,
    param: 'x-portkey-metadata',
    code: 'invalid_header',
  });
