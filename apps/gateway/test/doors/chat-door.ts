import { readChat } from '../support/stand-ins/answers/chat.ts';
import { readChatStream } from '../support/stand-ins/answers/chat-stream.ts';
import { CITY, DOT, LOOK, type Door } from './door.ts';

const system = { role: 'system', content: 'Be brief.' };
const user = (content: unknown) => ({ role: 'user', content });
const ephemeral = { cache_control: { type: 'ephemeral' } };

const asked = user('How is the weather in Paris and in Rome?');
const tools = [{ type: 'function', function: LOOK }];

/** /v1/chat/completions, as clients of OpenAI's chat ask. */
export const chatDoor: Door = {
  name: 'chat',
  path: '/v1/chat/completions',
  requests: {
    text: { max_tokens: 300, messages: [system, user('Say hello to Ann.')] },
    tools: { max_tokens: 300, messages: [system, asked], tools },
    image: {
      max_tokens: 300,
      messages: [
        user([
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } },
        ]),
      ],
    },
    schema: {
      max_tokens: 300,
      messages: [user('Name a city as JSON.')],
      response_format: { type: 'json_schema', json_schema: { name: 'city', schema: CITY, strict: true } },
    },
    reasoning: [
      { max_tokens: 4096, messages: [user('Think.')], reasoning_effort: 'high' },
      { max_tokens: 4096, messages: [user('Think.')], thinking: { type: 'enabled', budget_tokens: 2048 } },
    ],
    cached: {
      max_tokens: 300,
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'Be brief.', ...ephemeral }] },
        user([{ type: 'text', text: 'Say hello to Ann.', ...ephemeral }]),
      ],
    },
    toolResult: ({ back, calls }, results) => ({
      max_tokens: 4096,
      reasoning_effort: 'high',
      messages: [system, asked, ...back, ...calls.map(({ id }, index) => ({ role: 'tool', tool_call_id: id, content: results[index] }))],
      tools,
    }),
  },
  streaming: { stream: true, stream_options: { include_usage: true } },
  marks: true,
  read: (body, { strict }) => readChat(body, !strict),
  readStream: (text, { direct, strict }) => readChatStream(text, { direct, ownWords: !strict }),
  says: (text) => /"content":"[^"]/.test(text),
};
