import type { Account, Try } from '@sluice/core';
import type { LoggedTry, Used } from '@sluice/store/logs';
import { plainAddress } from './plain-address.ts';

/** What a try has used, and what that costs in US dollars. */
export interface PricedTry {
  readonly used: Used | undefined;
  readonly cost: number | undefined;
}

/** A hundredth of a millisecond is as exact as anybody asks. */
export const rounded = (ms: number): number => Math.round(ms * 100) / 100;

const since = (start: number, moment: number | undefined) => (moment === undefined ? undefined : rounded(Math.max(0, moment - start)));

/** One exchange as it is kept. @param end When the request was over, by the clock of `performance.now()`. */
export function loggedTry(tried: Try, { arrived }: Account, end: number, priced: PricedTry, clean: (text: string) => string): LoggedTry {
  const { started } = tried;
  const logged: Writable<LoggedTry> = {
    target: tried.target,
    provider: tried.provider,
    model: tried.model === undefined ? undefined : clean(tried.model),
    virtualKey: tried.virtualKey,
    why: tried.why,
    spanId: tried.span,
    startedMs: rounded(Math.max(0, started - arrived)),
    connectMs: since(started, tried.connected),
    firstByteMs: since(started, tried.firstByte),
    firstTokenMs: since(started, tried.firstToken),
    ms: rounded(Math.max(0, (tried.ended ?? end) - started)),
    // Nobody answered, and nobody will.
    status: tried.status ?? 499,
    fault: tried.fault,
    used: priced.used,
    cost: priced.cost,
  };
  const url = tried.url === undefined ? undefined : plainAddress(tried.url);
  if (url !== undefined) logged.url = clean(url);
  if (tried.lost) logged.lost = true;
  return logged;
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** The try whose answer was given; undefined where none was. */
export function answeredBy(tries: readonly Try[]): Try | undefined {
  for (let place = tries.length - 1; place >= 0; place--) if (!tries[place]!.lost) return tries[place];
  return undefined;
}

/** The tries that an answer was put together from: the one that ended it, and those that it goes on from. */
export function partsOf(tries: readonly Try[]): readonly Try[] {
  if (tries.length === 1 && !tries[0]!.lost) return tries;
  const parts: Try[] = [];
  let goesOn = true;
  for (const tried of tries.toReversed()) {
    if (tried.lost) continue;
    if (!goesOn) break;
    parts.unshift(tried);
    goesOn = tried.why === 'continuation';
  }
  return parts;
}

/** Milliseconds during which one provider at least was being waited for. */
export function upstreamMs({ tries }: Account, end: number): number {
  let sum = 0;
  let until = -Infinity;
  // They stand in the order in which they began.
  for (const { started, ended = end } of tries) {
    const from = Math.max(started, until);
    const to = Math.min(ended, end);
    if (to <= from) continue;
    sum += to - from;
    until = to;
  }
  return rounded(sum);
}
