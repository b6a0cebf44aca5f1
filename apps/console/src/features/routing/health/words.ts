import type { BreakerView, TargetHealth } from '@sluice/contract';
import { countOf } from '../../../ui/words-for-numbers.ts';

/** How a target does. */
export type Standing = 'open' | 'failing' | 'some fail' | 'probing' | 'fine' | 'idle';

/** From this share on most of what is asked comes to nothing. */
const FAILING = 0.5;

/** Circuits say more than counts: they decide who is asked. */
export function standingOf({ state, requests, failures }: Pick<TargetHealth, 'state' | 'requests' | 'failures'>): Standing {
  if (state === 'open') return 'open';
  if (state === 'half_open') return 'probing';
  if (requests === 0) return 'idle';
  if (failures / requests >= FAILING) return 'failing';
  return failures > 0 ? 'some fail' : 'fine';
}

export const STANDINGS: Readonly<Record<Standing, { readonly words: string; readonly about: string }>> = {
  open: { words: 'circuit open', about: 'Requests are kept away from it, until it answers a probe or the pause is over' },
  probing: { words: 'being probed', about: 'The next request goes there to see whether it answers again' },
  failing: { words: 'failing', about: 'Half of what it was asked failed, or more' },
  'some fail': { words: 'some fail', about: 'Less than half of what it was asked failed' },
  fine: { words: 'fine', about: 'Nothing failed' },
  idle: { words: 'not asked', about: 'Nobody asked it in this time' },
};

/** All of them in a sentence. */
export function overallWords(all: readonly TargetHealth[]): string {
  // A provider's row has the requests of its virtual keys in it: what is counted there is not counted twice.
  const keys = all.filter(({ virtual_key: key }) => key !== null);
  const targets = keys.length > 0 ? keys : all;
  if (targets.length === 0) return '';
  const standings = targets.map(standingOf);
  const bad = standings.filter((each) => each === 'open' || each === 'failing').length;
  const some = standings.filter((each) => each === 'some fail' || each === 'probing').length;
  if (bad > 0) return `${countOf(bad)} of ${countOf(targets.length)} ${bad === 1 ? 'is' : 'are'} failing or kept out`;
  if (some > 0) return `Of ${countOf(targets.length)} targets ${countOf(some)} had failures`;
  return standings.every((each) => each === 'idle') ? 'Nobody was asked in this time' : 'All that were asked are fine';
}

export const stateWords = (state: BreakerView['state']): string =>
  state === 'half_open' ? 'half open: the next request is a probe' : state;
