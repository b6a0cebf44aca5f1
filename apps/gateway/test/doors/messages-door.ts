import { readMessage, readMessageStream } from '../support/stand-ins/answers/messages.ts';
import { CITY, DOT, LOOK, type Door } from './door.ts';

const user = (content: unknown) => ({ role: 'user', content });
const ephemeral = { cache_control: { type: 'ephemeral' } };

const asked = user('How is the weather in Paris and in Rome?');
const tools = [{ name: LOOK.name, description: LOOK.description, input_schema: LOOK.parameters }];
const thinking = { type: 'enabled', budget_tokens: 2048 };

/** /v1/messages, as clients of the Messages API ask. */
export const messagesDoor: Door = {
  name: 'messages',
  path: '/v1/messages',
  requests: {
    text: { max_tokens: 300, system: 'Be brief.', messages: [user('Say hello to Ann.')] },
    tools: { max_tokens: 300, system: 'Be brief.', messages: [asked], tools },
    image: {
      max_tokens: 300,
      messages: [
        user([
          { type: 'text', text: 'What is this?' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: DOT } },
        ]),
      ],
    },
    schema: { max_tokens: 300, messages: [user('Name a city as JSON.')], output_config: { format: { type: 'json_schema', schema: CITY } } },
    reasoning: [{ max_tokens: 4096, messages: [user('Think.')], thinking }],
    cached: {
      max_tokens: 300,
      system: [{ type: 'text', text: 'Be brief.', ...ephemeral }],
      messages: [user([{ type: 'text', text: 'Say hello to Ann.', ...ephemeral }])],
    },
    toolResult: ({ back, calls }, results) => ({
      max_tokens: 4096,
      thinking,
      system: 'Be brief.',
      messages: [
        asked,
        ...back,
        user([
          ...calls.map(({ id }, index) => ({ type: 'tool_result', tool_use_id: id, content: [{ type: 'text', text: results[index] }] })),
          // As coding agents do: what else there is to say stands in the same turn.
          { type: 'text', text: 'Be quick.' },
        ]),
      ],
      tools,
    }),
  },
  streaming: { stream: true },
  marks: true,
  read: readMessage,
  readStream: (text, { direct }) => readMessageStream(text, direct),
  says: (text) => text.includes('"text_delta"'),
};
