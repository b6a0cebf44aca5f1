import type { JsonDocument } from '@sluice/provider-sdk';
import { read } from './members.ts';
import { pictureOf } from './picture-of.ts';

/** What a request says that the price of its answer depends on. */
export interface Asked {
  readonly model: string | undefined;
  /** The tier of service that it wishes. */
  readonly tier: string | undefined;
  /** Pictures; one where it does not say. */
  readonly pictures: number;
  readonly picture: string | undefined;
  /** Of text to be spoken. */
  readonly characters: number | undefined;
  /** Of video. */
  readonly seconds: number | undefined;
}

/** A request, as far as it is told here. */
export interface AskedRequest {
  readonly method: string;
  /** Without the prefix of a version: `/videos`. */
  readonly path: string;
  /** Undefined where it is passed through. */
  readonly operation: string | undefined;
  /** Its JSON; undefined for forms, and for what is not kept. */
  readonly body: Buffer | string | undefined;
}

/** Members without which nothing of a request for words matters here. */
const TIER = '"service_tier"';

/** Operations whose answers are not paid by what they tell. */
const BY_REQUEST: ReadonlySet<string | undefined> = new Set(['images', 'imageEdits', 'imageVariations', 'speech', undefined]);

/** Reads it; undefined where it says nothing that matters. Conversations are not even parsed unless they name a tier. */
export function readAsked({ operation, body }: AskedRequest): Asked | undefined {
  if (body === undefined || (!BY_REQUEST.has(operation) && !body.includes(TIER))) return undefined;
  return askedBy(operation, read(parsed(body)));
}

/** The same on the way of a request whose body will not be there any more when it is recorded: parses no more than what it reads. */
export function askedIn({ root }: JsonDocument, operation: string | undefined): Asked | undefined {
  if (!BY_REQUEST.has(operation) && !root.mentions(TIER)) return undefined;
  return askedBy(operation, read(Object.fromEntries(MEMBERS.map((name) => [name, root.get(name)]))));
}

const MEMBERS = ['model', 'service_tier', 'n', 'quality', 'size', 'input', 'seconds'] as const;

type Name = (typeof MEMBERS)[number];

interface Reading {
  readonly text: (name: Name) => string | undefined;
  readonly count: (name: Name) => number | undefined;
}

function askedBy(operation: string | undefined, { text, count }: Reading): Asked {
  const seconds = Number(text('seconds') ?? count('seconds'));
  return {
    model: text('model'),
    tier: text('service_tier'),
    pictures: count('n') ?? 1,
    picture: pictureOf(text('quality'), text('size')),
    characters: operation === 'speech' ? lengthOf(text('input')) : undefined,
    // OpenAI's videos are asked for in a text of digits.
    seconds: seconds > 0 ? seconds : undefined,
  };
}

/** Not as they are stored, where an emoji is two. */
const lengthOf = (text: string | undefined) => (text === undefined ? undefined : Array.from(text).length);

function parsed(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Cut short, or no JSON: it says nothing.
    return undefined;
  }
}
