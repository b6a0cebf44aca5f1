import { isMembersList, type Members } from '../members.ts';
import { dataEvent, DONE_EVENT } from './event-bytes.ts';
import { framesOf } from './frames-of.ts';

/** What one event says of a choice, beside its index. */
export interface ChoicePiece {
  /** `delta`, or `text`. */
  readonly said: Members;
  readonly logprobs?: unknown;
  /** Members of the choice that are told once; the last piece has the finish reason among them. */
  readonly others?: Members;
}

interface ReplayedDialect {
  readonly usage: boolean;
  readonly object: string;
  /** Undefined for a choice that no stream could have told. */
  readonly deltasOf: (choice: Members) => readonly ChoicePiece[] | undefined;
}

/** A reply of chat or completions as events: each choice in its pieces, then the token counts, then `[DONE]`. */
export function replayChoices(reply: Members, { usage, object, deltasOf }: ReplayedDialect): readonly Buffer[] | undefined {
  const { choices } = reply;
  if (!isMembersList(choices) || choices.length === 0) return undefined;
  const frames = framesOf(reply, object, usage);
  const events: Buffer[] = [];
  for (const [position, choice] of choices.entries()) {
    const pieces = typeof choice['finish_reason'] === 'string' ? deltasOf(choice) : undefined;
    if (!pieces) return undefined;
    const index = typeof choice['index'] === 'number' ? choice['index'] : position;
    for (const { said, logprobs = null, others = { finish_reason: null } } of pieces) {
      const told = 'logprobs' in choice ? { logprobs } : {};
      events.push(dataEvent(frames.around([{ index, ...said, ...told, ...others }], events.length === 0)));
    }
  }
  if (frames.usage) events.push(dataEvent(frames.usage));
  return [...events, DONE_EVENT];
}
