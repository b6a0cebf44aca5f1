import type { Exchange } from './cassette.ts';
import type { AskedFor } from './request-key.ts';

/** Recordings that are compared: a message need not be perfect. */
const MOST_COMPARED = 200;

/** What was recorded that comes nearest to a request, as the end of a sentence. */
export function nearest(asked: AskedFor, alike: readonly Exchange[], all: readonly Exchange[]): string {
  if (all.length === 0) return ': it is empty';
  if (alike.length === 0)
    return `: it has ${[...new Set(all.map(({ request }) => `${request.method} ${request.path}`))].slice(0, 5).join(', ')}`;
  const wanted = membersOf(asked.body);
  const judged = alike.slice(0, MOST_COMPARED).map(({ request }) => differing(wanted, membersOf(request.body)));
  const best = judged.toSorted((left, right) => left.length - right.length)[0]!;
  return `: the nearest of its ${alike.length} there differs in ${best.join(', ') || 'its body'}`;
}

const differing = (wanted: ReadonlyMap<string, string>, has: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...wanted.keys(), ...has.keys()])].filter((name) => wanted.get(name) !== has.get(name));

function membersOf(text: string | undefined): ReadonlyMap<string, string> {
  try {
    const body: unknown = JSON.parse(text ?? '');
    return new Map(
      typeof body === 'object' && body !== null ? Object.entries(body).map(([name, value]) => [name, JSON.stringify(value)]) : [],
    );
  } catch {
    // No JSON has no members to compare.
    return new Map();
  }
}
