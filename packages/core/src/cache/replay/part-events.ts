import { isMembersList, type Members } from '../members.ts';
import { pieces } from './pieces.ts';
import type { ResponseEvent } from './response-event.ts';

/** Parts that are said text by text: the member that holds it, and what its events are called. */
const TEXT_PARTS: ReadonlyMap<unknown, { readonly member: string; readonly event: string }> = new Map([
  ['output_text', { member: 'text', event: 'response.output_text' }],
  ['refusal', { member: 'refusal', event: 'response.refusal' }],
  ['reasoning_text', { member: 'text', event: 'response.reasoning_text' }],
]);

/** The events of one part of a message, or of a reasoning that is given in full. */
export function contentPartEvents(part: Members, place: Members): readonly ResponseEvent[] {
  const kind = TEXT_PARTS.get(part['type']);
  return [
    { type: 'response.content_part.added', ...place, part: kind ? begun(part, kind.member) : part },
    ...(kind ? textEvents(part, place, kind) : []),
    ...annotationEvents(part, place),
    { type: 'response.content_part.done', ...place, part },
  ];
}

/** The events of one part of a summary of a reasoning. */
export function summaryPartEvents(part: Members, place: Members): readonly ResponseEvent[] {
  return [
    { type: 'response.reasoning_summary_part.added', ...place, part: begun(part, 'text') },
    ...textEvents(part, place, { member: 'text', event: 'response.reasoning_summary_text' }),
    { type: 'response.reasoning_summary_part.done', ...place, part },
  ];
}

/** The part before anything was said. */
const begun = (part: Members, member: string): Members => ({
  ...part,
  [member]: '',
  ...(Array.isArray(part['annotations']) ? { annotations: [] } : {}),
  ...(Array.isArray(part['logprobs']) ? { logprobs: [] } : {}),
});

/** Only texts of a message have log probabilities; the client libraries want the list even where it is empty. */
function textEvents(part: Members, place: Members, { member, event }: { member: string; event: string }): readonly ResponseEvent[] {
  const text = part[member];
  if (typeof text !== 'string') return [];
  const isSpoken = event === 'response.output_text';
  return [
    ...pieces(text).map((delta) => ({ type: `${event}.delta`, ...place, delta, ...(isSpoken ? { logprobs: [] } : {}) })),
    { type: `${event}.done`, ...place, [member]: text, ...(isSpoken ? { logprobs: part['logprobs'] ?? [] } : {}) },
  ];
}

const annotationEvents = ({ annotations }: Members, place: Members): readonly ResponseEvent[] =>
  isMembersList(annotations)
    ? annotations.map((annotation, index) => ({
        type: 'response.output_text.annotation.added',
        ...place,
        annotation_index: index,
        annotation,
      }))
    : [];
