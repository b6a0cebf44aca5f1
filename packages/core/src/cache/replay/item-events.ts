import { isMembersList, type Members } from '../members.ts';
import { contentPartEvents, summaryPartEvents } from './part-events.ts';
import { pieces } from './pieces.ts';
import type { ResponseEvent } from './response-event.ts';

/** Items whose saying is one text: the member that holds it, and what its events are called. */
const TEXT_ITEMS: ReadonlyMap<unknown, { readonly member: string; readonly event: string }> = new Map([
  ['function_call', { member: 'arguments', event: 'response.function_call_arguments' }],
  ['custom_tool_call', { member: 'input', event: 'response.custom_tool_call_input' }],
  ['mcp_call', { member: 'arguments', event: 'response.mcp_call_arguments' }],
]);

/** Items whose saying is a list of parts. */
const ITEMS_OF_PARTS: ReadonlySet<unknown> = new Set(['message', 'reasoning']);

/** The events of one item of the output, from its beginning to its end. An item of any other kind is told in one piece. */
export function itemEvents(item: Members, outputIndex: number): readonly ResponseEvent[] {
  const place = { item_id: item['id'], output_index: outputIndex };
  const { opening, events } = ITEMS_OF_PARTS.has(item['type']) ? saidInParts(item, place) : saidAsText(item, place);
  const begun = { ...item, ...('status' in item ? { status: 'in_progress' } : {}), ...opening };
  return [
    { type: 'response.output_item.added', output_index: outputIndex, item: begun },
    ...events,
    { type: 'response.output_item.done', output_index: outputIndex, item },
  ];
}

/** What the item has to begin with in place of what is said later, and the events that say it. */
interface Saying {
  readonly opening: Members;
  readonly events: readonly ResponseEvent[];
}

function saidInParts({ summary, content }: Members, place: Members): Saying {
  const summaries = isMembersList(summary) ? { list: summary, opening: { summary: [] } } : { list: [], opening: {} };
  const contents = isMembersList(content) ? { list: content, opening: { content: [] } } : { list: [], opening: {} };
  return {
    opening: { ...summaries.opening, ...contents.opening },
    events: [
      ...summaries.list.flatMap((part, index) => summaryPartEvents(part, { ...place, summary_index: index })),
      ...contents.list.flatMap((part, index) => contentPartEvents(part, { ...place, content_index: index })),
    ],
  };
}

function saidAsText(item: Members, place: Members): Saying {
  const kind = TEXT_ITEMS.get(item['type']);
  const text = kind && item[kind.member];
  if (!kind || typeof text !== 'string') return { opening: {}, events: [] };
  const { member, event } = kind;
  return {
    opening: { [member]: '' },
    events: [
      ...pieces(text).map((delta) => ({ type: `${event}.delta`, ...place, delta })),
      { type: `${event}.done`, ...place, [member]: text },
    ],
  };
}
