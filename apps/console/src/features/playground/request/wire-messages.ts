import type { Message } from '../state/message.ts';

/** A message as it is sent, in chat's own language. */
export function wireMessage({ role, text, pictures, calls, answers, reasoning, others, rest }: Message): Readonly<Record<string, unknown>> {
  const parts = [
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...pictures.map((url) => ({ type: 'image_url', image_url: { url } })),
    ...others,
  ];
  // An assistant that only called tools said nothing, which is not the same as saying "".
  const content = pictures.length + others.length > 0 ? parts : text === '' && calls.length > 0 ? null : text;
  return {
    ...rest,
    role,
    content,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls.map(({ raw }) => raw) }),
    ...(answers !== '' && { tool_call_id: answers }),
  };
}
