import { schemaCompiler } from '@sluice/core';
import type { Dialect } from '@sluice/provider-sdk';
import type { Both, Comparison, Side } from './comparison.ts';
import { fitsFor } from './fits.ts';
import { readSaid, type Said } from './read-said.ts';
import { sameTools } from './same-tools.ts';
import { wantedFormat } from './wanted-format.ts';

export interface CompareQuestion extends Both<Side> {
  /** What was asked of both, as JSON; undefined where that is not known. */
  readonly request: unknown;
  /** The words of both answers. */
  readonly dialect: Dialect | undefined;
}

/** Holds a call against the one that it repeats. It parses and may compile a schema, so it is not for the way of a request. */
export async function compare({ request, dialect, original, other }: CompareQuestion): Promise<Comparison> {
  const said = both({ original, other }, ({ status, answer }) => (status < 400 ? readSaid(dialect, answer) : undefined));
  const known = said.original && said.other ? { original: said.original, other: said.other } : undefined;
  return {
    status: both({ original, other }, ({ status }) => status),
    cost: both({ original, other }, ({ cost }) => cost ?? null),
    ms: both({ original, other }, ({ ms }) => ms),
    firstTokenMs: both({ original, other }, ({ firstTokenMs }) => firstTokenMs ?? null),
    sameText: known ? sameTexts(known) : null,
    sameTools: known && callsTools(known) ? sameTools(known.original.toolCalls, known.other.toolCalls) : null,
    fits: await fitsOf(request, said),
  };
}

const both = <T, U>({ original, other }: Both<T>, map: (side: T) => U): Both<U> => ({ original: map(original), other: map(other) });

const sameTexts = ({ original, other }: Both<Said>): boolean =>
  original.texts.length === other.texts.length && original.texts.every((text, index) => text === other.texts[index]);

const callsTools = ({ original, other }: Both<Said>): boolean => original.toolCalls.length + other.toolCalls.length > 0;

async function fitsOf(request: unknown, said: Both<Said | undefined>): Promise<Comparison['fits']> {
  const wanted = wantedFormat(request);
  const fits = wanted && fitsFor(wanted, await schemaCompiler());
  return both(said, (each) => (fits && each ? fits(each) : null));
}
