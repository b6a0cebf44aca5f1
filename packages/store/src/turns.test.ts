import { expect, it } from '@jest/globals';
import { Turns } from './turns.ts';

it('gives each thing to one at a time, in the order in which they asked', async () => {
  const turns = new Turns(['a']);
  const order: string[] = [];
  const first = await turns.take(1_000);
  const waiting = ['second', 'third'].map(async (who) => {
    const thing = await turns.take(1_000);
    order.push(`${who} ${thing}`);
    turns.giveBack(thing);
  });

  turns.giveBack(first);
  await Promise.all(waiting);

  expect(order).toEqual(['second a', 'third a']);
});

it('keeps nobody waiting for longer than they said, and forgets them', async () => {
  const turns = new Turns(['a']);
  const first = await turns.take(1_000);

  const late = turns.take(10);

  await expect(late).rejects.toMatchObject({ kind: 'unavailable' });
  turns.giveBack(first);
  expect(await turns.take(10)).toBe('a');
});
