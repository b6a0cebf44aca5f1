import { isMembersList, type Members } from '../members.ts';
import { namedEvent } from './event-bytes.ts';
import { itemEvents } from './item-events.ts';

/** A response as the events that OpenAI documents for it. Source: OpenAI's API reference, "Streaming events", and openai-node, 2026-08-21. */
export function replayResponse(response: Members): readonly Buffer[] | undefined {
  const { output, status } = response;
  if (status !== 'completed' || !isMembersList(output)) return undefined;
  const begun = {
    ...response,
    ...('completed_at' in response ? { completed_at: null } : {}),
    status: 'in_progress',
    output: [],
    usage: null,
  };
  const events = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...output.flatMap((item, index) => itemEvents(item, index)),
    { type: 'response.completed', response },
  ];
  return events.map(({ type, ...said }, index) => namedEvent({ type, ...said, sequence_number: index }));
}
