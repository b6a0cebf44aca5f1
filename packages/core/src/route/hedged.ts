import type { ForkConfig } from '../config/config.ts';
import type { Chance } from '../draft-request.ts';
import { Departure } from '../wire/departure.ts';
import type { Answered } from './answered.ts';
import { discard, type Followed, type Taken, type Walk } from './walk.ts';

/** One branch that has been asked. */
interface Runner {
  readonly departure: Departure;
  readonly came: Promise<{ readonly runner: Runner; readonly followed: Followed }>;
}

/**
 * A fallback that does not wait for a slow target to fail: when one has not answered after `afterMs`, the next is asked
 * as well. The first good answer wins, and the others are hung up on.
 */
export async function hedged(
  fork: ForkConfig,
  afterMs: number,
  next: () => Taken | undefined,
  walk: Walk,
  chance: Chance,
): Promise<Followed | undefined> {
  const runners = new Set<Runner>();
  let last: Followed | undefined;
  let exhausted = false;

  const start = (why: Chance['why']): Answered | undefined => {
    const taken = next();
    if (taken === undefined) exhausted = true;
    else if (taken.kind === 'refused') return taken.answer;
    else runners.add(run(taken, { ...chance, why }));
    return undefined;
  };

  for (;;) {
    if (runners.size === 0) {
      const refused = start(chance.why);
      if (refused) return { answer: refused, goOn: noWayOn };
      if (runners.size === 0) return last;
    }
    // The wait is over with the race, or its timer would outlive the answer.
    const patience = departureWithin(chance.departure);
    const came = await soonest(runners, exhausted ? undefined : walk.turn.wait(afterMs, patience));
    patience.leave();
    if (came === 'late') {
      // A caller that has gone wakes everybody; nobody else is asked for it.
      if (chance.departure.gone) exhausted = true;
      else start('hedge');
      continue;
    }
    runners.delete(came.runner);
    if (last) discard(last.answer);
    last = came.followed;
    if (walk.movesOn(fork, last.answer)) {
      // Another is on its way already, or is asked at once.
      if (runners.size === 0 && exhausted) return last;
      continue;
    }
    for (const runner of runners) {
      runner.departure.leave();
      // What a loser throws is nobody's answer; unheard, it would end the process.
      void runner.came.then(
        ({ followed }) => discard(followed.answer),
        () => {},
      );
    }
    return { answer: last.answer, goOn: last.goOn };
  }
}

/** A going away of its own, and with whoever waits for all. */
function departureWithin(whole: Departure): Departure {
  const departure = new Departure();
  whole.onGone(() => departure.leave());
  return departure;
}

const noWayOn = () => Promise.resolve(undefined);

function run(taken: Extract<Taken, { kind: 'taken' }>, chance: Chance): Runner {
  const departure = departureWithin(chance.departure);
  const runner: Runner = {
    departure,
    came: taken.follow({ ...chance, departure }).then((followed) => ({ runner, followed })),
  };
  return runner;
}

type Came = Awaited<Runner['came']> | 'late';

function soonest(runners: ReadonlySet<Runner>, patience: Promise<void> | undefined): Promise<Came> {
  const coming: Promise<Came>[] = [...runners].map(({ came }) => came);
  return Promise.race(patience ? [...coming, patience.then((): Came => 'late')] : coming);
}
