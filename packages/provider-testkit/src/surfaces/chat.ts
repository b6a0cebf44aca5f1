import type { Json } from '@sluice/provider-sdk';
import * as say from '../judge/chat-features.ts';
import { hearReply } from '../judge/chat-reply.ts';
import { hearStream } from '../judge/chat-stream.ts';
import type { Heard } from '../judge/heard.ts';
import { reply, stream } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Feature, Surface } from './feature.ts';
import { RED_SQUARE_PNG } from './samples.ts';

const whole = (judge: (heard: Heard) => void) => reply((given) => judge(hearReply(given)));
const streamed = (judge: (heard: Heard) => void) => stream((chunks) => judge(hearStream(chunks)));

const user = (content: unknown): Json => ({ role: 'user', content });
const greeting = { messages: [user('Say hello in one short sentence.')] };

const tool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather in a city, now.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const weather = { messages: [user('What is the weather in Paris? Use the tool.')], tools: [tool], tool_choice: 'auto' };
const TOOLS = ['tools', 'tool_choice', 'stream'];
const LOSS_OF_TOOLS = ['tools[].type=function', 'tools[].function'];

const schema = {
  type: 'object',
  properties: { city: { type: 'string' }, degrees: { type: 'number' } },
  required: ['city', 'degrees'],
  additionalProperties: false,
};

const features: readonly Feature[] = [
  { name: 'text', shows: 'a question is answered', ask: greeting, members: ['messages'], judge: whole(say.speaks) },
  {
    name: 'system',
    shows: 'a system message is taken',
    ask: { messages: [{ role: 'system', content: 'You answer in French.' }, user('Say hello.')] },
    members: ['messages'],
    judge: whole(say.speaks),
  },
  {
    name: 'history',
    shows: 'a conversation goes on',
    ask: { messages: [user('My name is Ann.'), { role: 'assistant', content: 'Hello, Ann.' }, user('What is my name?')] },
    members: ['messages'],
    judge: whole(say.speaks),
  },
  {
    name: 'stream',
    shows: 'an answer comes in pieces, in an order that clients can read',
    ask: { ...greeting, stream: true },
    members: ['stream'],
    judge: streamed(say.speaks),
  },
  { name: 'usage', shows: 'tokens are counted', ask: greeting, members: ['messages'], judge: whole(say.counts) },
  {
    name: 'stream_usage',
    shows: 'tokens of a stream are counted',
    ask: { ...greeting, stream: true, stream_options: { include_usage: true } },
    members: ['stream', 'stream_options'],
    excusedBy: ['stream_options', 'stream_options.include_usage'],
    judge: streamed(say.counts),
  },
  {
    name: 'tools',
    shows: 'a tool that is offered is called, with arguments that can be read',
    ask: weather,
    members: TOOLS,
    needs: 'tools',
    excusedBy: LOSS_OF_TOOLS,
    judge: whole(say.callsAndSaysSo('get_weather')),
  },
  {
    name: 'tools_stream',
    shows: 'a tool is called in a stream, under one index and one id',
    ask: { ...weather, stream: true },
    members: TOOLS,
    needs: 'tools',
    excusedBy: LOSS_OF_TOOLS,
    judge: streamed(say.callsAndSaysSo('get_weather')),
  },
  {
    name: 'tool_choice',
    shows: 'a tool that is named is called whatever was said',
    ask: { ...greeting, tools: [tool], tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    members: TOOLS,
    needs: 'tools',
    excusedBy: ['tool_choice.type=function', 'tool_choice=required', ...LOSS_OF_TOOLS],
    // The end is not asked about: where a tool is forced, OpenAI itself says `stop`.
    judge: whole(say.calls('get_weather')),
  },
  {
    name: 'tool_results',
    shows: 'what a tool answered is taken and spoken of',
    ask: {
      messages: [
        weather.messages[0],
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_kit00001', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }],
        },
        { role: 'tool', tool_call_id: 'call_kit00001', content: '{"degrees":18,"sky":"clear"}' },
      ],
      tools: [tool],
    },
    members: ['messages', 'tools'],
    needs: 'tools',
    judge: whole(say.speaks),
  },
  {
    name: 'json',
    shows: 'an answer is a JSON object',
    ask: { messages: [user('Give me the city Paris and 18 degrees as a JSON object.')], response_format: { type: 'json_object' } },
    members: ['response_format'],
    needs: 'json',
    excusedBy: ['response_format.type=json_object'],
    judge: whole(say.saysJson),
  },
  {
    name: 'json_schema',
    shows: 'an answer keeps to a schema',
    ask: {
      messages: [user('It is 18 degrees in Paris.')],
      response_format: { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } },
    },
    members: ['response_format'],
    needs: 'json_schema',
    excusedBy: ['response_format.type=json_schema', 'response_format.json_schema', 'response_format.json_schema.schema'],
    judge: whole(say.fitsSchema),
  },
  {
    name: 'vision',
    shows: 'a picture is taken',
    ask: {
      messages: [
        user([
          { type: 'text', text: 'Which colour is this?' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${RED_SQUARE_PNG}` } },
        ]),
      ],
    },
    members: ['messages'],
    needs: 'vision',
    judge: whole(say.speaks),
  },
  {
    name: 'reasoning',
    shows: 'the model thinks where it is asked to, and shows or counts it',
    ask: { messages: [user('Is 391 a prime number? Think, then answer.')], reasoning_effort: 'medium' },
    members: ['reasoning_effort'],
    needs: 'reasoning',
    excusedBy: ['reasoning_effort'],
    judge: whole(say.thinks),
  },
  {
    name: 'stop',
    shows: 'an answer ends before a word that it must not say',
    ask: { messages: [user('Count from 1 to 9 in digits, one on a line, and say nothing else.')], stop: ['6'] },
    members: ['stop'],
    excusedBy: ['stop'],
    judge: whole(say.stopsBefore('6')),
  },
  {
    name: 'max_tokens',
    shows: 'an answer is cut short at the limit, and says so',
    ask: { messages: [user('Tell me the whole history of Paris in a thousand words.')], max_tokens: 24 },
    members: ['max_tokens'],
    excusedBy: ['max_tokens'],
    judge: whole(say.isCutShort),
  },
  badKey(greeting),
  badModel(greeting),
];

/** Chat in OpenAI's language, which every provider is asked in. */
export const chat: Surface = { operation: 'chat', models: ['chat'], features };
