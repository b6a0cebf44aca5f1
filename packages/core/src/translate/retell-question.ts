import type { Fault } from '@sluice/provider-sdk';
import type { Target } from '../target.ts';
import type { Departure } from '../wire/departure.ts';
import type { UpstreamReply } from '../wire/transport.ts';
import type { DoorAsked, Through } from './reach.ts';
import type { UpstreamWritten } from './write-upstream.ts';

export interface RetellQuestion {
  readonly reply: UpstreamReply;
  readonly door: DoorAsked;
  readonly target: Target;
  readonly through: Through;
  readonly written: UpstreamWritten;
  readonly streamed: boolean;
  readonly strict: boolean;
  readonly departure: Departure;
}

/** A reply in the door's words, and what its stream came to say went wrong. */
export interface Retold {
  readonly reply: UpstreamReply;
  readonly fault: () => Fault | undefined;
  /** Its counts as the codec has read them, whatever of them the caller is shown; undefined until they are told. */
  readonly usage: () => unknown;
}
