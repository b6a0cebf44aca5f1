import { insist } from '../judge/objection.ts';
import { isObject, listIn, numberIn, objectIn, objectInText, shown, textIn } from '../judge/members.ts';
import { reply, stream } from '../judge/kinds.ts';
import { badKey, badModel } from './failures.ts';
import type { Surface } from './feature.ts';

const greeting = { max_tokens: 64, messages: [{ role: 'user', content: 'Say hello in one short sentence.' }] };
const weather = {
  max_tokens: 512,
  messages: [{ role: 'user', content: 'What is the weather in Paris? Use the tool.' }],
  tools: [
    {
      name: 'get_weather',
      description: 'The weather in a city, now.',
      input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  ],
};

function blocksIn(given: unknown) {
  const message = objectIn(given, 'the reply');
  insist(message['type'] === 'message', `the type is ${shown(message['type'])} and not "message"`);
  insist(message['role'] === 'assistant', `the role is ${shown(message['role'])} and not "assistant"`);
  textIn(message['stop_reason'], 'stop_reason');
  return listIn(message['content'], 'content').filter(isObject);
}

const textsOf = (blocks: readonly Readonly<Record<string, unknown>>[]) =>
  blocks.map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : '')).join('');

function usesTool(blocks: readonly Readonly<Record<string, unknown>>[]): void {
  const use = blocks.find(({ type }) => type === 'tool_use');
  insist(use !== undefined, 'the tool was not used');
  textIn(use['id'], 'the id of the use');
  insist(use['name'] === 'get_weather', `the tool used is ${shown(use['name'])}, and only "get_weather" was offered`);
  objectIn(use['input'], 'the input of the tool');
}

/** Puts a stream's blocks together as clients do, and objects to events out of their order. */
function streamedBlocks(events: readonly unknown[]): readonly Readonly<Record<string, unknown>>[] {
  const known = events.map((each, at) => objectIn(each, `event ${at}`)).filter(({ type }) => type !== 'ping');
  insist(known[0]?.['type'] === 'message_start', `the first event is ${shown(known[0]?.['type'])} and not "message_start"`);
  insist(known.at(-1)?.['type'] === 'message_stop', `the last event is ${shown(known.at(-1)?.['type'])} and not "message_stop"`);
  const open = new Map<unknown, { block: Readonly<Record<string, unknown>>; text: string; json: string }>();
  const done: Readonly<Record<string, unknown>>[] = [];
  for (const { type, index, content_block: begun, delta } of known) {
    if (type === 'content_block_start') open.set(index, { block: objectIn(begun, 'content_block'), text: '', json: '' });
    const block = open.get(index);
    if (type === 'content_block_delta') {
      insist(block !== undefined, `block ${shown(index)} goes on without having begun`);
      const { text, partial_json: json } = objectIn(delta, 'delta');
      block.text += typeof text === 'string' ? text : '';
      block.json += typeof json === 'string' ? json : '';
    }
    if (type === 'content_block_stop') {
      insist(block !== undefined, `block ${shown(index)} ends without having begun`);
      open.delete(index);
      const input = block.block['type'] === 'tool_use' ? { input: objectInText(block.json || '{}', 'the input of the tool') } : {};
      done.push({ ...block.block, text: block.text, ...input });
    }
  }
  insist(open.size === 0, `${open.size} blocks never end`);
  return done;
}

/** Anthropic's Messages, where a provider speaks them itself. */
export const messages: Surface = {
  operation: 'messages',
  models: ['chat'],
  features: [
    {
      name: 'text',
      shows: 'a question is answered',
      ask: greeting,
      members: ['messages'],
      judge: reply((given) => void textIn(textsOf(blocksIn(given)), 'the text')),
    },
    {
      name: 'system',
      shows: 'a system prompt is taken',
      ask: { ...greeting, system: 'You answer in French.' },
      members: ['system'],
      judge: reply((given) => void textIn(textsOf(blocksIn(given)), 'the text')),
    },
    {
      name: 'stream',
      shows: 'an answer comes in events, in their order',
      ask: { ...greeting, stream: true },
      members: ['stream'],
      judge: stream((events) => void textIn(textsOf(streamedBlocks(events)), 'the text')),
    },
    {
      name: 'usage',
      shows: 'tokens are counted',
      ask: greeting,
      members: ['messages'],
      judge: reply((given) => {
        const usage = objectIn(objectIn(given, 'the reply')['usage'], 'usage');
        for (const name of ['input_tokens', 'output_tokens']) insist(numberIn(usage[name], `usage.${name}`) > 0, `usage.${name} is 0`);
      }),
    },
    {
      name: 'tools',
      shows: 'a tool is used',
      ask: weather,
      members: ['tools'],
      needs: 'tools',
      excusedBy: ['tools[].input_schema'],
      judge: reply((given) => usesTool(blocksIn(given))),
    },
    {
      name: 'tools_stream',
      shows: 'a tool is used in a stream, with an input that can be read',
      ask: { ...weather, stream: true },
      members: ['tools', 'stream'],
      needs: 'tools',
      excusedBy: ['tools[].input_schema'],
      judge: stream((events) => usesTool(streamedBlocks(events))),
    },
    badKey(greeting),
    badModel(greeting),
  ],
};

/** How many tokens a message would be. */
export const countTokens: Surface = {
  operation: 'countTokens',
  models: ['chat'],
  features: [
    {
      name: 'text',
      shows: 'a message is counted',
      ask: { messages: greeting.messages },
      members: ['messages'],
      judge: reply((given) => {
        const count = numberIn(objectIn(given, 'the reply')['input_tokens'], 'input_tokens');
        insist(count > 0, 'input_tokens is 0');
      }),
    },
    badKey({ messages: greeting.messages }),
  ],
};
