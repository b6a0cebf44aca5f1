import type { Json } from './codec.ts';
import type { OperationName } from './operation.ts';

/** Something that a caller may ask in an operation's dialect and this provider does not do as asked. Printed in its page of the docs. */
export interface Difference {
  /** Default: `chat`. */
  readonly operation?: OperationName;
  /** The member of a call, as a path without numbers: `logit_bias`, `messages[].content[].input_audio`. */
  readonly member: string;
  /** Refused with 400 naming the member, left out in silence, or sent as something near it. */
  readonly fate: 'refused' | 'dropped' | 'changed';
  /** What becomes of it and why, in a sentence. */
  readonly how: string;
  /** The provider's own page, or the recording, that says so, and its date. */
  readonly source: string;
  /** Members that show it when put into a plain call; a test sends them. A model, where only some models differ. */
  readonly example: Json;
}
