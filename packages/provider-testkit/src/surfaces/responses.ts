import type { Json } from '@sluice/provider-sdk';
import { insist } from '../judge/objection.ts';
import { isObject, listIn, numberIn, objectIn, objectInText, shown, textIn } from '../judge/members.ts';
import { reply, stream } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const greeting = { input: 'Say hello in one short sentence.' };
const weather = {
  input: 'What is the weather in Paris? Use the tool.',
  tools: [
    {
      type: 'function',
      name: 'get_weather',
      description: 'The weather in a city, now.',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
      strict: true,
    },
  ],
};

function itemsIn(given: unknown): readonly Json[] {
  const response = objectIn(given, 'the response');
  insist(response['status'] === 'completed', `the status is ${shown(response['status'])} and not "completed"`);
  return listIn(response['output'], 'output').filter(isObject);
}

const textOf = (given: unknown): string =>
  itemsIn(given)
    .flatMap(({ type, content }) => (type === 'message' ? listIn(content, 'the content of a message').filter(isObject) : []))
    .map(({ type, text }) => (type === 'output_text' && typeof text === 'string' ? text : ''))
    .join('');

function callsTool(given: unknown): void {
  const call = itemsIn(given).find(({ type }) => type === 'function_call');
  insist(call !== undefined, 'the tool was not called');
  textIn(call['call_id'], 'call_id');
  insist(call['name'] === 'get_weather', `the tool called is ${shown(call['name'])}, and only "get_weather" was offered`);
  objectInText(textIn(call['arguments'], 'arguments'), 'the arguments');
}

/** The whole response that a stream ends with; the pieces before it have to say the same text. */
function completedIn(events: readonly unknown[]): unknown {
  const told = events.map((each, at) => objectIn(each, `event ${at}`));
  insist(told[0]?.['type'] === 'response.created', `the first event is ${shown(told[0]?.['type'])} and not "response.created"`);
  const last = told.findLast(({ type }) => type === 'response.completed');
  insist(last !== undefined, 'no event "response.completed" came');
  const pieces = told.map(({ type, delta }) => (type === 'response.output_text.delta' && typeof delta === 'string' ? delta : '')).join('');
  const whole = textOf(last['response']);
  insist(pieces === whole, `the pieces say ${shown(pieces)} and the whole says ${shown(whole)}`);
  return last['response'];
}

const saysText = (given: unknown) => void textIn(textOf(given), 'the text');

/** OpenAI's Responses, where a provider speaks them itself. */
export const responses: Surface = {
  operation: 'responses',
  models: ['responses', 'chat'],
  features: [
    { name: 'text', shows: 'a question is answered', ask: greeting, members: ['input'], judge: reply(saysText) },
    {
      name: 'system',
      shows: 'instructions are taken',
      ask: { ...greeting, instructions: 'You answer in French.' },
      members: ['instructions'],
      judge: reply(saysText),
    },
    {
      name: 'stream',
      shows: 'an answer comes in events, from the first to the whole',
      ask: { ...greeting, stream: true },
      members: ['stream'],
      judge: stream((events) => saysText(completedIn(events))),
    },
    {
      name: 'usage',
      shows: 'tokens are counted',
      ask: greeting,
      members: ['input'],
      judge: reply((given) => {
        const usage = objectIn(objectIn(given, 'the response')['usage'], 'usage');
        const [input, output] = [
          numberIn(usage['input_tokens'], 'usage.input_tokens'),
          numberIn(usage['output_tokens'], 'usage.output_tokens'),
        ];
        const total = numberIn(usage['total_tokens'], 'usage.total_tokens');
        insist(input > 0 && output > 0 && total === input + output, `usage counts ${input} in, ${output} out and ${total} in all`);
      }),
    },
    {
      name: 'tools',
      shows: 'a tool is called',
      ask: weather,
      members: ['tools'],
      needs: 'tools',
      excusedBy: ['tools[].type=function'],
      judge: reply(callsTool),
    },
    {
      name: 'tools_stream',
      shows: 'a tool is called in a stream',
      ask: { ...weather, stream: true },
      members: ['tools', 'stream'],
      needs: 'tools',
      excusedBy: ['tools[].type=function'],
      judge: stream((events) => callsTool(completedIn(events))),
    },
    {
      name: 'json_schema',
      shows: 'an answer keeps to a schema',
      ask: {
        input: 'It is 18 degrees in Paris.',
        text: {
          format: {
            type: 'json_schema',
            name: 'weather',
            strict: true,
            schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
          },
        },
      },
      members: ['text'],
      needs: 'json_schema',
      excusedBy: ['text.format.type=json_schema', 'text.format.schema'],
      judge: reply((given) => void textIn(objectInText(textOf(given), 'the text')['city'], 'city, which the schema wants as a text,')),
    },
    badKey(greeting),
    badModel(greeting),
  ],
};
