import { isMembers, type Members } from '../members.ts';

/** The response that a stream of the Responses API completed; its last event has the whole of it. */
export function assembleResponse(events: readonly Members[]): Members | undefined {
  if (events.some(({ type }) => type === 'error')) return undefined;
  const response = events.findLast(({ type }) => type === 'response.completed')?.['response'];
  if (!isMembers(response) || !Array.isArray(response['output'])) return undefined;
  // Some servers leave the items out of the last event, and an answer without them is not whole.
  const items = events.filter(({ type }) => type === 'response.output_item.done').length;
  return response['output'].length >= items ? response : undefined;
}
