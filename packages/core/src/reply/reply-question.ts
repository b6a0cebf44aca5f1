import type { Incoming } from '../incoming.ts';
import type { Call } from '../rooms/read-call.ts';
import type { Target } from '../target.ts';
import type { UpstreamReply } from '../wire/transport.ts';

/** A reply, and what was asked for. */
export interface ReplyQuestion {
  readonly incoming: Incoming;
  readonly call: Call;
  readonly target: Target;
  /** The model that was sent. */
  readonly model: string | undefined;
  readonly reply: UpstreamReply;
  /** Token counts were asked for that the caller did not ask for. */
  readonly usageAdded: boolean;
}
