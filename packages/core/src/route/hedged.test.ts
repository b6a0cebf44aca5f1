import { describe, expect, it } from '@jest/globals';
import type { ConfigNode } from '../config/config.ts';
import { FALLBACK, forkAt, targetAt } from '../config/node.test.support.ts';
import { StillClock } from '../house.test.support.ts';
import type { Outcome } from '../outcome.ts';
import { answered, failed } from '../retry/outcome.test.support.ts';
import { turnOf } from '../strategies/turn.test.support.ts';
import { Departure } from '../wire/departure.ts';
import { follow } from './follow.ts';
import { chanceOf, flowing, walkOf, type WalkGiven } from './walk.test.support.ts';

const HEDGING = { ...FALLBACK, hedgeAfterMs: 100 };

/** What a target does, and after how many milliseconds. */
type Doing = readonly [ms: number, outcome: Outcome | (() => never)];

/** Targets that take their time, on a clock that jumps to the next thing that happens. */
function racing(doings: Readonly<Record<string, Doing>>, given: Partial<WalkGiven> = {}) {
  const clock = new StillClock();
  const begun = clock.now();
  const asked: [target: string, ms: number][] = [];
  const hungUpOn: string[] = [];
  const world = walkOf({
    async does(target, { departure }) {
      asked.push([target, clock.now() - begun]);
      const [ms, outcome] = doings[target]!;
      departure.onGone(() => hungUpOn.push(target));
      await clock.wait(ms, departure);
      if (typeof outcome === 'function') return outcome();
      return departure.gone && outcome.kind !== 'flow' ? failed('cancelled') : outcome;
    },
    turn: { ...turnOf(), wait: clock.wait },
    ...given,
  });
  const branches: readonly ConfigNode[] = Object.keys(doings).map((label) => targetAt(label));
  const run = (departure = new Departure()) =>
    clock.until(follow(forkAt('config', HEDGING, ...branches), world.walk, chanceOf({ departure })));
  return { ...world, clock, asked, hungUpOn, run, elapsed: () => clock.now() - begun };
}

/** Lets everything that is settled be heard of. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a hedged fallback', () => {
  it('asks nobody else where the first answers in time', async () => {
    const { run, asked, elapsed } = racing({ a: [99, answered(200)], b: [1, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('a');
    expect(asked).toEqual([['a', 0]]);
    expect(elapsed()).toBe(99);
  });

  it('asks the next as well where one is slow, and takes the first good answer', async () => {
    const { run, asked, hungUpOn, elapsed } = racing({ a: [5000, answered(200)], b: [30, answered(200)], c: [1, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('b');
    expect(asked).toEqual([
      ['a', 0],
      ['b', 100],
    ]);
    expect(hungUpOn).toEqual(['a']);
    expect(elapsed()).toBe(130);
  });

  it('takes the slow one where it is sooner after all', async () => {
    const { run, hungUpOn } = racing({ a: [120, answered(200)], b: [500, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('a');
    expect(hungUpOn).toEqual(['b']);
  });

  it('asks one more each time that nobody has answered', async () => {
    const { run, asked } = racing({ a: [5000, answered(200)], b: [5000, answered(200)], c: [10, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('c');
    expect(asked).toEqual([
      ['a', 0],
      ['b', 100],
      ['c', 200],
    ]);
  });

  it('waits for those who are asked when nobody else is left', async () => {
    const { run, elapsed } = racing({ a: [5000, answered(200)], b: [6000, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('a');
    expect(elapsed()).toBe(5000);
  });

  it('asks the next at once where one fails and nobody else is asked', async () => {
    const { run, asked } = racing({ a: [10, failed('overloaded')], b: [10, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('b');
    expect(asked).toEqual([
      ['a', 0],
      ['b', 10],
    ]);
  });

  it('waits for the other where one of two fails', async () => {
    const { run, asked } = racing({ a: [150, answered(200)], b: [10, failed('overloaded')], c: [10, answered(200)] });

    const { answer } = await run();

    expect(answer.target).toBe('a');
    expect(asked.map(([target]) => target)).toEqual(['a', 'b']);
  });

  it('gives the last answer where all fail', async () => {
    const { run, hungUpOn } = racing({ a: [300, failed('overloaded')], b: [10, failed('rate_limited')], c: [400, failed('not_found')] });

    const { answer } = await run();

    expect(answer).toMatchObject({ target: 'c', outcome: { status: 404 } });
    expect(hungUpOn).toEqual([]);
  });

  it('gives what nobody moves on from at once, good or not', async () => {
    const { run, asked } = racing({ a: [10, failed('content_refused')], b: [10, answered(200)] });

    const { answer } = await run();

    expect(answer.outcome.status).toBe(400);
    expect(asked).toHaveLength(1);
  });

  it('passes over who is unfit', async () => {
    const { run, asked } = racing(
      { a: [500, answered(200)], b: [10, answered(200)], c: [10, answered(200)] },
      { lacks: { b: 'no tools' } },
    );

    const { answer } = await run();

    expect(answer.target).toBe('c');
    expect(asked.map(([target]) => target)).toEqual(['a', 'c']);
  });

  it('asks all the same where nobody is fit', async () => {
    const { run } = racing({ a: [10, failed('overloaded')], b: [10, answered(200)] }, { lacks: { a: 'no', b: 'no' } });

    expect((await run()).answer.target).toBe('b');
  });

  it('tells each who else there is, and gives each a departure of its own', async () => {
    const caller = new Departure();
    const world = racing({ a: [500, answered(200)], b: [10, answered(200)] });
    const chances: boolean[] = [];
    const ask = world.walk.ask.bind(world.walk);
    const watched = {
      ...world.walk,
      ask: (...[target, chance]: Parameters<typeof ask>) => {
        chances.push(chance.target);
        expect(chance.departure).not.toBe(caller);
        return ask(target, chance);
      },
    };

    await world.clock.until(follow(forkAt('config', HEDGING, targetAt('a'), targetAt('b')), watched, chanceOf({ departure: caller })));

    expect(chances).toEqual([true, false]);
    expect(caller.gone).toBe(false);
  });

  it('stops what losers and failures are still sending, and not what the winner is', async () => {
    const [loser, failure, winner] = [flowing(200), flowing(500), flowing(200)];
    const { run } = racing({ a: [900, loser.outcome], b: [10, failure.outcome], c: [20, winner.outcome] });

    const { answer } = await run();
    await settled();

    expect(answer.target).toBe('c');
    expect([loser.cancelled(), failure.cancelled(), winner.cancelled()]).toEqual([true, true, false]);
  });

  it('does not fall when a loser does', async () => {
    const { run } = racing({
      a: [
        900,
        () => {
          throw new Error('a bug');
        },
      ],
      b: [10, answered(200)],
    });

    const { answer } = await run();
    await settled();

    expect(answer.target).toBe('b');
  });

  it('asks nobody else for a caller that has gone', async () => {
    const caller = new Departure();
    const world = racing({ a: [5000, answered(200)], b: [10, answered(200)] });
    const running = world.run(caller);
    caller.leave();

    const { answer } = await running;

    expect(answer).toMatchObject({ target: 'a', outcome: { status: 499 } });
    expect(world.asked).toHaveLength(1);
    expect(world.hungUpOn).toEqual(['a']);
  });

  it('lets all go when the caller does', async () => {
    const caller = new Departure();
    const world = racing({ a: [5000, answered(200)], b: [5000, answered(200)], c: [5000, answered(200)] });
    const leave = world.clock.wait(150, new Departure()).then(() => caller.leave());

    const { answer } = await world.run(caller);
    await leave;

    expect(answer.outcome.status).toBe(499);
    expect(world.asked.map(([target]) => target)).toEqual(['a', 'b']);
    expect(world.hungUpOn.toSorted()).toEqual(['a', 'b']);
  });

  it('leaves a way on for an answer that breaks off: to whom nobody has asked yet', async () => {
    const { run, walk, labels, clock } = racing({ a: [500, answered(200)], b: [10, answered(200)], c: [10, answered(200)] });
    const { goOn } = await run();

    const next = await clock.until(goOn(walk, chanceOf({ continues: true })));

    expect(next?.answer.target).toBe('c');
    expect(labels()).toEqual(['a', 'b', 'c']);
  });
});
