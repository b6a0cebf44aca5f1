import { CITY, LOOK } from '../../test/doors/door.ts';
import type { Turn } from '../../test/support/stand-ins/turn.ts';

/** What every client is led through, so that what they see can be compared. */
export { CITY, LOOK };

export const THOUGHT = 'The user wants two cities; I look at both.';

export const HELLO: Turn = { text: 'Grüß Gott, Ann! 🌍', counts: { fresh: 100, cached: 0, written: 0, out: 30, thought: 0 } };

export const CALLS = [
  { name: 'look', input: { city: 'Paris' } },
  { name: 'look', input: { city: 'Rome' } },
];

export const RESULTS = ['It rains.', 'The sun shines.'];

export const TWO_LOOKS: Turn = { reasoning: THOUGHT, text: 'I look.', calls: CALLS };

export const ROME = { city: 'Rome', people: 2748109 };

export const ROME_AS_JSON: Turn = { text: JSON.stringify(ROME) };
