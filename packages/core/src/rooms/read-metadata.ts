import { FaultError } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import { ownHeader, plainHeader, type Incoming } from '../incoming.ts';
import { readBaggage } from './read-baggage.ts';

/** Characters of a value that are kept. Wire spec §17.1. */
const LONGEST_VALUE = 128;

/** Names of one header, and characters of one of them: whoever keeps them keeps each by itself. */
const MOST_NAMES = 64;
const LONGEST_NAME = 256;

type Metadata = Readonly<Record<string, string>>;

/**
 * The metadata of a request: its baggage, over that its own header, over that what the caller's key says, and on top what its
 * workspace says. Where none of them names a user, the body may.
 *
 * @throws FaultError `invalid_request` for a header that is not a JSON object, or has too many names.
 */
export function readMetadata(incoming: Incoming, { key }: Caller): Metadata | undefined {
  const { headers } = incoming;
  const text = ownHeader(headers, 'metadata');
  const baggage = plainHeader(headers, 'baggage');
  const defaults = key && isFilled(key.enforced.metadata) ? { ...key.defaults.metadata, ...key.enforced.metadata } : key?.defaults.metadata;
  const said = text === undefined && baggage === undefined ? defaults : { ...carried(baggage), ...given(text), ...defaults };
  if (said?.['_user'] !== undefined) return said;
  const user = userIn(incoming);
  return user === undefined ? said : { ...said, _user: short(user) };
}

const short = (value: string) => value.slice(0, LONGEST_VALUE);

const carried = (baggage: string | undefined): Metadata =>
  baggage === undefined ? {} : Object.fromEntries(readBaggage(baggage).map(([name, value]) => [name, short(value)]));

function given(text: string | undefined): Metadata {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it is not an object');
  const pairs = Object.entries(value);
  if (pairs.length > MOST_NAMES) throw invalid(`it has ${pairs.length} names, and ${MOST_NAMES} are the most`);
  const long = pairs.find(([name]) => name.length > LONGEST_NAME)?.[0];
  if (long !== undefined) throw invalid(`the name "${long.slice(0, 32)}…" is longer than ${LONGEST_NAME} characters`);
  return Object.fromEntries(
    pairs.map(([name, member]: [string, unknown]) => [name, short(typeof member === 'string' ? member : JSON.stringify(member))]),
  );
}

/** As OpenAI's clients name the one on whose behalf they ask. */
function userIn({ body, door }: Incoming): string | undefined {
  if (body.kind !== 'json' || door.kind !== 'operation') return undefined;
  return body.document.root.text('user') || undefined;
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
