import { describe, expect, it } from '@jest/globals';
import { readChatStream } from '../support/stand-ins/answers/chat-stream.ts';
import { readMessageStream } from '../support/stand-ins/answers/messages.ts';
import { readResponseStream } from '../support/stand-ins/answers/responses.ts';
import { Listening } from '../support/stand-ins/heard.ts';
import { messages } from '../support/stand-ins/messages/index.ts';
import { openaiChat } from '../support/stand-ins/openai-chat/index.ts';
import { openaiResponses } from '../support/stand-ins/openai-responses/index.ts';
import type { WireFormat } from '../support/stand-ins/wire-format.ts';

const turn = { reasoning: 'Hm, let me see.', text: 'I look.', calls: [{ name: 'look', input: { city: 'Paris' } }] };

/** A sound stream of a format, event by event. */
function eventsOf(format: WireFormat): string[] {
  const heard = Object.assign(new Listening(), { model: 'm', stream: true, countsAsked: true });
  const { opening, closing } = format.stream(turn, heard);
  return [...opening, ...closing].map(String).filter((event) => !event.startsWith(':'));
}

type Damage = readonly [what: string, damaged: (events: readonly string[]) => readonly string[]];

const without = (mark: string) => (events: readonly string[]) => {
  const at = events.findIndex((event) => event.includes(mark));
  return events.filter((_event, index) => index !== at);
};
const twice = (mark: string) => (events: readonly string[]) => events.flatMap((event) => (event.includes(mark) ? [event, event] : [event]));
const instead = (was: string, is: string) => (events: readonly string[]) => events.map((event) => event.replace(was, is));
const cut = (events: readonly string[]) => events.slice(0, -1);

const dialects: readonly (readonly [string, WireFormat, (text: string) => unknown, readonly Damage[]])[] = [
  [
    'chat',
    openaiChat({ toldIn: 'reasoning_content' }),
    (text) => readChatStream(text),
    [
      ['no role', without('"role":"assistant"')],
      ['no end', without('"finish_reason":"tool_calls"')],
      ['the end twice', twice('"finish_reason":"tool_calls"')],
      ['no [DONE]', cut],
      ['another id', (events) => events.map((event, index) => (index === 3 ? event.replace('chatcmpl-1', 'chatcmpl-2') : event))],
      ['arguments that are cut', without('Paris')],
      ['a call without a name', instead('"name":"look"', '"name":""')],
      ['a call with a number too high', instead('"index":0,"id":"call', '"index":1,"id":"call')],
      ['an end that is another', instead('"finish_reason":"tool_calls"', '"finish_reason":"stop"')],
      ['something after [DONE]', (events) => [...events, events[1]!]],
      ['half an event', (events) => [...events, 'data: {']],
    ],
  ],
  [
    'messages',
    messages(),
    (text) => readMessageStream(text, true),
    [
      ['no message_start', without('message_start')],
      ['no message_stop', cut],
      ['no message_delta', without('message_delta')],
      ['message_delta twice', twice('message_delta')],
      ['a block that is not stopped', without('content_block_stop')],
      ['a block that is not started', without('content_block_start')],
      ['a number left out', instead('"index":1', '"index":3')],
      ['input that is cut', without('Paris')],
      ['a piece of another kind', instead('"type":"text_delta"', '"type":"thinking_delta"')],
      ['an event by another name', instead('event: message_stop', 'event: message_end')],
      ['an unknown event where none may be', (events) => events],
    ],
  ],
  [
    'responses',
    openaiResponses(),
    (text) => readResponseStream(text),
    [
      ['no response.created', without('response.created')],
      ['no end', cut],
      ['a number left out', without('response.in_progress')],
      ['a number twice', twice('response.in_progress')],
      ['text that is cut', instead('"delta":"I look."', '"delta":"I look"')],
      [
        'an item by another id',
        instead('"id":"msg_1","type":"message","status":"completed"', '"id":"msg_2","type":"message","status":"completed"'),
      ],
      ['something after the end', (events) => [...events, events[0]!]],
    ],
  ],
];

describe.each(dialects)('the checker of %s', (name, format, read, damages) => {
  it('finds nothing wrong with a sound stream', () => {
    expect(read(eventsOf(format).join(''))).toMatchObject({
      ended: true,
      told: { text: 'I look.', reasoning: 'Hm, let me see.', calls: [{ name: 'look', input: { city: 'Paris' } }], finish: 'calls' },
    });
  });

  it.each(damages)('finds %s', (what, damaged) => {
    const text = damaged(eventsOf(format)).join('');

    expect(() => (what.startsWith('an unknown') ? readMessageStream(text, false) : read(text))).toThrow(name === '' ? '' : /./);
  });
});
