import type { OtlpAttributes, OtlpSpan, OtlpValue } from './otlp-span.ts';

/** What was said in a call, as far as its span tells it. */
export interface Conversation {
  readonly asked: unknown;
  readonly answered: unknown;
}

/** Events that say one message each, by its role. They were so until version 1.37 of the conventions. */
const MESSAGE_EVENT = /^gen_ai\.(system|user|assistant|tool)\.message$/;

/** What was said, in whichever of the ways that the GenAI conventions have had for it. */
export function conversationOf({ attributes, events }: OtlpSpan): Conversation {
  // Since 1.37: on the span, or on an event of its own.
  const places = [attributes, ...events.map((event) => event.attributes)];
  const first = (...names: readonly string[]) =>
    places.flatMap((place) => names.map((name) => place[name])).find((value) => value !== undefined);
  const system = parsed(first('gen_ai.system_instructions'));
  const asked = parsed(first('gen_ai.input.messages', 'gen_ai.prompt')) ?? eventMessages(events) ?? indexed(attributes, 'gen_ai.prompt');
  const answered =
    parsed(first('gen_ai.output.messages', 'gen_ai.completion')) ?? choices(events) ?? indexed(attributes, 'gen_ai.completion');
  const systemMessage = system === undefined ? [] : [{ role: 'system', content: system }];
  return { asked: Array.isArray(asked) ? [...systemMessage, ...(asked as unknown[])] : asked, answered };
}

function eventMessages(events: OtlpSpan['events']): readonly unknown[] | undefined {
  const messages = events.flatMap(({ name, attributes }) => {
    const role = MESSAGE_EVENT.exec(name)?.[1];
    return role === undefined ? [] : [{ role, ...messageIn(attributes) }];
  });
  return messages.length === 0 ? undefined : messages;
}

function choices(events: OtlpSpan['events']): readonly unknown[] | undefined {
  const found = events.filter(({ name }) => name === 'gen_ai.choice').map(({ attributes }) => messageIn(attributes));
  return found.length === 0 ? undefined : found;
}

/** What else such an event says, its content read where it is JSON. */
const messageIn = (attributes: OtlpAttributes) =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== 'gen_ai.system')
      .map(([name, value]) => [name, parsed(value)]),
  );

/** `gen_ai.prompt.0.role`, `gen_ai.prompt.0.content`: as libraries had it before there were conventions. */
function indexed(attributes: OtlpAttributes, prefix: string): readonly unknown[] | undefined {
  const messages: Record<string, OtlpValue>[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const [, index, member] = name.startsWith(`${prefix}.`) ? (/^(\d{1,4})\.(.+)$/.exec(name.slice(prefix.length + 1)) ?? []) : [];
    if (index !== undefined && member !== undefined) (messages[Number(index)] ??= {})[member] = value;
  }
  const found = messages.filter((message) => message !== undefined);
  return found.length === 0 ? undefined : found;
}

/** Attributes hold lists of messages as JSON text, where their exporter had no other way. */
function parsed(value: OtlpValue): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
