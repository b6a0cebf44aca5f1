// How long a translation takes: a request of about 1 KB put into a provider's words and its answer told back, at each
// door. Prints microseconds of CPU for each and the ratio to the limit that we set ourselves; it judges nothing.
//
//   npm run build && node apps/gateway/bench/translation.mjs
import { messagesBridge, messagesCodec } from '@sluice/codec-messages';
import { geminiCodec } from '@sluice/codec-gemini';
import { responsesBridge } from '@sluice/codec-responses';

const LIMIT_US = 60;
const ROUNDS = 20_000;

const text = 'A sluice is a gate that controls how much water flows through a channel. '.repeat(6);
const tool = (wrap) =>
  wrap('weather', 'The weather of a place', {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
  });

const CHAT = {
  model: 'claude-sonnet-4-5',
  max_tokens: 500,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: text },
  ],
  tools: [tool((name, description, parameters) => ({ type: 'function', function: { name, description, parameters } }))],
};
const MESSAGES = {
  model: 'gemini-3-pro',
  max_tokens: 500,
  system: 'Be brief.',
  messages: [{ role: 'user', content: text }],
  tools: [tool((name, description, input_schema) => ({ name, description, input_schema }))],
};
const RESPONSES = {
  model: 'gemini-3-pro',
  instructions: 'Be brief.',
  input: text,
  tools: [tool((name, description, parameters) => ({ type: 'function', name, description, parameters, strict: false }))],
};

const said = 'A gate for water. '.repeat(20);
const CLAUDE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: said }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 200, output_tokens: 80 },
};
const GEMINI = {
  candidates: [{ content: { role: 'model', parts: [{ text: said }] }, finishReason: 'STOP', index: 0 }],
  usageMetadata: { promptTokenCount: 200, candidatesTokenCount: 80, totalTokenCount: 280 },
  modelVersion: 'gemini-3-pro',
};

const gemini = geminiCodec({ path: (model) => `/v1beta/models/${model}:generateContent`, files: true, tier: 'body', labels: false });
const claude = messagesCodec();

/** The way that core goes: parse, tell, write; then the answer the same way back. */
function translate(codec, bridge, request, reply) {
  const target = { model: JSON.parse(request).model, settings: {} };
  return () => {
    const call = JSON.parse(request);
    const place = { target, id: 'x', createdS: 0 };
    const chat = bridge ? bridge.request(call) : call;
    JSON.stringify(codec.request(chat, target).body);
    const told = codec.reply({ headers: {}, json: JSON.parse(reply), bytes: new Uint8Array() }, { call: chat, ...place });
    return JSON.stringify(bridge ? bridge.reply(told, { call, ...place }) : told);
  };
}

const CASES = [
  ['chat to Messages', translate(claude, undefined, JSON.stringify(CHAT), JSON.stringify(CLAUDE))],
  ['chat to Gemini', translate(gemini, undefined, JSON.stringify({ ...CHAT, model: 'gemini-3-pro' }), JSON.stringify(GEMINI))],
  ['Messages to Gemini', translate(gemini, messagesBridge, JSON.stringify(MESSAGES), JSON.stringify(GEMINI))],
  ['Responses to Gemini', translate(gemini, responsesBridge, JSON.stringify(RESPONSES), JSON.stringify(GEMINI))],
];

for (const [, run] of CASES) for (let round = 0; round < ROUNDS; round++) run();
for (const [name, run] of CASES) {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) run();
  const { user, system } = process.cpuUsage(before);
  const us = (user + system) / ROUNDS;
  console.log(`${name.padEnd(22)} ${us.toFixed(1).padStart(6)} µs  ${(us / LIMIT_US).toFixed(2)} of the limit`);
}
