import type { Retold } from '../translate/retell-question.ts';
import type { Incoming } from '../incoming.ts';
import type { Call } from '../rooms/read-call.ts';
import type { Said } from '../said.ts';
import type { RelayOptions } from '../streams/event-relay.ts';
import type { Target } from '../target.ts';
import type { Trying } from '../settle-try.ts';
import type { Departure } from '../wire/departure.ts';
import type { UpstreamReply } from '../wire/transport.ts';

/** A reply, and what was asked for. */
export interface ReplyQuestion {
  readonly incoming: Incoming;
  readonly call: Call;
  readonly target: Target;
  readonly reply: UpstreamReply;
  /** Where it is written down. */
  readonly trying: Trying;
  /** The reply has been put into the door's words. */
  readonly translated: Retold | undefined;
  readonly said: Said;
  /** Fires when nobody waits for an answer any more. */
  readonly departure: Departure;
  /** Something else may be tried when this answer is none: what comes before the first event is then a failure and no reply. */
  readonly another: boolean;
  /** Milliseconds until a stream's first event; 0 is no limit. */
  readonly firstEventMs: number;
  /** Who is told when a stream breaks after its first event. */
  readonly tellsBreak: RelayOptions['tellsBreak'];
}
