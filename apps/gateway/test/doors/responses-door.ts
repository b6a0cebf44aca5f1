import { readResponse, readResponseStream } from '../support/stand-ins/answers/responses.ts';
import { CITY, DOT, LOOK, type Door } from './door.ts';

const user = (text: string) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });

const asked = user('How is the weather in Paris and in Rome?');
const tools = [{ type: 'function', ...LOOK, strict: false }];
const reasoning = { effort: 'high', summary: 'auto' };
const include = ['reasoning.encrypted_content'];

/** /v1/responses, as clients that keep the history themselves ask. */
export const responsesDoor: Door = {
  name: 'responses',
  path: '/v1/responses',
  requests: {
    text: { max_output_tokens: 300, instructions: 'Be brief.', input: 'Say hello to Ann.', store: false },
    tools: { max_output_tokens: 300, instructions: 'Be brief.', input: [asked], tools, store: false },
    image: {
      max_output_tokens: 300,
      store: false,
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: `data:image/png;base64,${DOT}`, detail: 'auto' },
          ],
        },
      ],
    },
    schema: {
      max_output_tokens: 300,
      store: false,
      input: 'Name a city as JSON.',
      text: { format: { type: 'json_schema', name: 'city', schema: CITY, strict: true } },
    },
    reasoning: [{ max_output_tokens: 4096, store: false, input: 'Think.', reasoning, include }],
    cached: { max_output_tokens: 300, store: false, instructions: 'Be brief.', input: 'Say hello to Ann.', prompt_cache_key: 'ann' },
    toolResult: ({ back, calls }, results) => ({
      max_output_tokens: 4096,
      store: false,
      include,
      reasoning,
      instructions: 'Be brief.',
      input: [asked, ...back, ...calls.map(({ id }, index) => ({ type: 'function_call_output', call_id: id, output: results[index] }))],
      tools,
    }),
  },
  streaming: { stream: true },
  marks: false,
  read: readResponse,
  readStream: (text, { direct }) => readResponseStream(text, direct),
  says: (text) => text.includes('response.output_text.delta'),
};
