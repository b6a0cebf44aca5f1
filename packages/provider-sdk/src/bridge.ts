import type { Asked, Json } from './codec.ts';
import type { JsonObject } from './json/index.ts';

/**
 * A door's dialect told in chat's own language, and back, so that a provider that speaks chat, or has a codec for it,
 * answers at that door too. Pure, like a codec.
 */
export interface Bridge {
  /**
   * The caller's request as a chat call.
   *
   * @throws FaultError `invalid_request` whose `param` is the path in the caller's own request.
   */
  readonly request: (call: Json) => Json;
  /** How the path of a member in the chat call reads in the caller's own request, where it reads otherwise; the first that fits counts. */
  readonly paths: readonly (readonly [inChat: RegExp, inRequest: string])[];
  /** Takes out of a request that goes to a provider of this very dialect what this bridge has put into answers, and only it can read. */
  readonly forget: (body: JsonObject) => void;
  /** A whole chat reply (see `chatReply`) in the door's words. `asked.call` is the caller's own request. */
  readonly reply: (reply: Json, asked: Asked) => Json;
  /** A writer for one stream. `asked.call` is the caller's own request. */
  readonly writer: (asked: Asked) => EventWriter;
}

/** Writes one stream in a door's words. Made anew for each; state is its own. */
export interface EventWriter {
  /** What a chat chunk comes to. */
  readonly write: (chunk: Json) => readonly DoorEvent[];
  /** What is left to say; nothing where the chat stream never told its end, so that a broken answer has none here either. */
  readonly end: () => readonly DoorEvent[];
}

/** One event of a stream as the caller will have it. */
export interface DoorEvent {
  /** The event's name, for dialects that name them. */
  readonly event: string | undefined;
  readonly data: Json;
}
