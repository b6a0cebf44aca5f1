import type { Problem } from '@sluice/provider-testkit';
import { KEPT_BUSY, NOTHING_CAME, TELLS, type Wrong } from './probing-watch.ts';

/**
 * What is to be done about a provider: what its functions did wrong, one by one and in the circumstance that the test kit knows,
 * and then what the kit says besides.
 */
export function problemsOf(slug: string, wrongs: readonly Wrong[], found: readonly Problem[]): readonly Problem[] {
  const ofFunctions = wrongs.map(({ where, why }) => ({
    place: where,
    said: why === TELLS ? why : `${circumstanceOf(where, found)}${why}`,
    cure: cureOf(where, why),
  }));
  const others = merged(found.filter(({ said }) => !OF_FUNCTION.test(said)));
  return [...ofFunctions, ...others].map((problem) => ({ ...problem, place: `provider ${slug}, ${problem.place}` }));
}

/** What is wrong in the same words at several places is one thing to be done. */
function merged(problems: readonly Problem[]): readonly Problem[] {
  const bySaid = new Map<string, Problem>();
  for (const problem of problems) {
    const known = bySaid.get(problem.said);
    bySaid.set(problem.said, known ? { ...known, place: `${known.place}, ${problem.place}` } : problem);
  }
  return [...bySaid.values()];
}

/** The guard's words, wherever the kit repeats them. */
const OF_FUNCTION = /The plugin .+? failed in [\w.]+: /s;

/** The kit's words for what the guard has stopped: how it came to it, then what it was. */
const BY_GUARD = /^(?<circumstance>.*?) ?it threw Error: The plugin ".*" failed in (?<where>[\w.]+): /s;

/** What fails without any is told first, and has none. */
function circumstanceOf(where: string, problems: readonly Problem[]): string {
  const told = problems.map(({ said }) => BY_GUARD.exec(said)?.groups).find((groups) => groups?.['where'] === where);
  const circumstance = told?.['circumstance'] ?? '';
  return circumstance === '' || circumstance.endsWith(':') ? '' : `${circumstance}: `;
}

const CURES: readonly (readonly [said: RegExp, cure: string])[] = [
  [new RegExp(`^${TELLS}$`), 'keep settings, and what is made of them, out of every message: it goes to callers and into logs'],
  [new RegExp(KEPT_BUSY), 'see that it comes to an end: it runs in the thread that serves everybody'],
  [new RegExp(`${NOTHING_CAME}|did not come for`), 'keep each promise, and give up on what does not answer'],
  [
    /read only property|object is not extensible|Cannot delete property/,
    'build anew what has to differ: a fallback asks another with what was given',
  ],
];

const GARBAGE = /^(?:it (?:gave|made|sent|answered|chose)|its header)/;

function cureOf(where: string, why: string): string {
  const known = CURES.find(([said]) => said.test(why));
  if (known) return known[1];
  if (where === 'baseURL')
    return 'give an http or https address, or put settings that it can be made of into replies/kit.json: {"settings": {"NAME": "…"}}';
  if (GARBAGE.test(why)) return 'give what the contract of this function says';
  const kind = /\.(?:reply|stream|mend)\b|readFault|answer/.test(where) ? 'unreadable_reply' : 'invalid_request';
  return `read what it is given with care, and throw a FaultError of kind ${kind} for what cannot be read`;
}
