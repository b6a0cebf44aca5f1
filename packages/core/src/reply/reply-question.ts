import type { Incoming } from '../incoming.ts';
import type { Call } from '../rooms/read-call.ts';
import type { Said } from '../said.ts';
import type { Target } from '../target.ts';
import type { UpstreamReply } from '../wire/transport.ts';

/** A reply, and what was asked for. */
export interface ReplyQuestion {
  readonly incoming: Incoming;
  readonly call: Call;
  readonly target: Target;
  readonly reply: UpstreamReply;
  readonly said: Said;
}
