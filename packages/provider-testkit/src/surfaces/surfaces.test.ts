import { describe, expect, it } from '@jest/globals';
import { CAPABILITIES, type Json } from '@sluice/provider-sdk';
import { objectionOf } from '../judge/objection.ts';
import type { Outcome } from '../judge/outcome.ts';
import { SURFACES } from './index.ts';
import { toneWav } from './samples.ts';

const reply = (given: unknown): Outcome => ({ kind: 'reply', reply: given });
const stream = (...chunks: readonly Json[]): Outcome => ({ kind: 'stream', chunks });
const vectors = (...data: readonly unknown[]) => reply({ data: data.map((embedding, index) => ({ index, embedding })) });

const message = (content: readonly object[], more: object = {}) => ({
  type: 'message',
  role: 'assistant',
  stop_reason: 'end_turn',
  content,
  usage: { input_tokens: 3, output_tokens: 2 },
  ...more,
});
const use = { type: 'tool_use', id: 'a', name: 'get_weather', input: { city: 'Paris' } };
const started = { type: 'message_start', message: {} };
const stopped = { type: 'message_stop' };
const block = (index: number, begun: object, delta: object) => [
  { type: 'content_block_start', index, content_block: begun },
  { type: 'content_block_delta', index, delta },
  { type: 'content_block_stop', index },
];
const says = block(0, { type: 'text', text: '' }, { type: 'text_delta', text: 'Hi' });
const uses = (json: string) => block(0, { ...use, input: {} }, { type: 'input_json_delta', partial_json: json });

const response = (output: readonly object[], more: object = {}) => ({
  status: 'completed',
  output,
  usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
  ...more,
});
const spoken = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] });
const called = { type: 'function_call', call_id: 'a', name: 'get_weather', arguments: '{"city":"Paris"}' };
const created = { type: 'response.created' };
const piece = (delta: string) => ({ type: 'response.output_text.delta', delta });
const completed = (whole: object) => ({ type: 'response.completed', response: whole });

const completion = (text: unknown, more: object = {}) => ({
  choices: [{ text, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  ...more,
});
const ranked = (...results: readonly (readonly [number, number])[]) =>
  reply({ results: results.map(([index, score]) => ({ index, relevance_score: score })) });
const sound = (contentType: string, length: number): Outcome => ({ kind: 'media', media: { contentType, bytes: new Uint8Array(length) } });

/** For each feature an answer that is right, and those that are wrong with what is said of them. Chat's are in tests of their own. */
const TABLE: readonly (readonly [cell: string, right: Outcome, ...wrong: (readonly [Outcome, string])[]])[] = [
  [
    'responses/text',
    reply(response([spoken('Hi')])),
    [reply(response([])), 'the text is ""'],
    [reply(response([spoken('Hi')], { status: 'failed' })), 'the status is "failed"'],
  ],
  ['responses/system', reply(response([spoken('Salut')])), [reply({}), 'the status is undefined']],
  [
    'responses/stream',
    stream(created, piece('H'), piece('i'), completed(response([spoken('Hi')]))),
    [stream(piece('Hi')), 'the first event is "response.output_text.delta"'],
    [stream(created), 'no event "response.completed" came'],
    [stream(created, piece('H'), completed(response([spoken('Hi')]))), 'the pieces say "H" and the whole says "Hi"'],
  ],
  [
    'responses/usage',
    reply(response([])),
    [reply(response([], { usage: { input_tokens: 3, output_tokens: 2, total_tokens: 6 } })), 'usage counts 3 in, 2 out and 6 in all'],
  ],
  [
    'responses/tools',
    reply(response([called])),
    [reply(response([spoken('Hi')])), 'the tool was not called'],
    [reply(response([{ ...called, arguments: '{' }])), 'the arguments is no JSON'],
  ],
  [
    'responses/tools_stream',
    stream(created, completed(response([called]))),
    [stream(created, completed(response([{ ...called, name: 'rm' }]))), 'only "get_weather" was offered'],
  ],
  [
    'responses/json_schema',
    reply(response([spoken('{"city":"Paris"}')])),
    [reply(response([spoken('{}')])), 'city, which the schema wants'],
  ],
  [
    'messages/text',
    reply(message([{ type: 'text', text: 'Hi' }])),
    [reply(message([])), 'the text is ""'],
    [reply(message([], { role: 'user' })), 'the role is "user"'],
  ],
  ['messages/system', reply(message([{ type: 'text', text: 'Salut' }])), [reply({ type: 'error' }), 'the type is "error"']],
  [
    'messages/stream',
    stream(started, { type: 'ping' }, ...says, stopped),
    [stream(...says, stopped), 'the first event is "content_block_start"'],
    [stream(started, ...says), 'the last event is "content_block_stop"'],
    [stream(started, says[0]!, stopped), '1 blocks never end'],
    [stream(started, says[1]!, stopped), 'block 0 goes on without having begun'],
  ],
  [
    'messages/usage',
    reply(message([])),
    [reply(message([], { usage: { input_tokens: 3, output_tokens: 0 } })), 'usage.output_tokens is 0'],
  ],
  [
    'messages/tools',
    reply(message([use])),
    [reply(message([{ type: 'text', text: 'Hi' }])), 'the tool was not used'],
    [reply(message([{ ...use, input: '{}' }])), 'the input of the tool is "{}"'],
  ],
  [
    'messages/tools_stream',
    stream(started, ...uses('{"city":"Paris"}'), stopped),
    [stream(started, ...uses('{"city"'), stopped), 'the input of the tool is no JSON'],
  ],
  ['countTokens/text', reply({ input_tokens: 4 }), [reply({ input_tokens: 0 }), 'input_tokens is 0']],
  ['completions/text', reply(completion('x')), [reply(completion('')), 'choices[0].text is ""']],
  [
    'completions/stream',
    stream({ choices: [{ text: 'a' }] }, completion('b')),
    [stream(completion('a'), completion('b')), 'tells 2 finish_reasons'],
    [stream({ choices: [] }), 'the text of all chunks is ""'],
  ],
  ['completions/usage', reply(completion('x')), [reply(completion('x', { usage: {} })), 'usage.prompt_tokens is undefined']],
  ['embeddings/text', vectors([0.5]), [vectors([]), 'data[0].embedding is empty'], [vectors(['x']), 'data[0].embedding[0] is "x"']],
  [
    'embeddings/many',
    vectors([1, 2], [3, 4]),
    [vectors([1]), '2 texts were given and 1 vectors came'],
    [vectors([1], [1, 2]), 'one vector has 1 numbers and the other 2'],
  ],
  [
    'embeddings/usage',
    reply({ usage: { prompt_tokens: 4, total_tokens: 4 } }),
    [reply({ usage: { prompt_tokens: 4, total_tokens: 5 } }), 'nothing else comes out'],
  ],
  ['embeddings/dimensions', vectors(Array.from({ length: 256 }, () => 0)), [vectors([1, 2]), '256 numbers were asked for and 2 came']],
  ['embeddings/base64', vectors('AAAAAA=='), [vectors([1]), 'data[0].embedding is [1]'], [vectors('AAA='), 'and not base64 of floats']],
  [
    'rerank/text',
    ranked([2, 0.9], [0, 0.5], [1, 0]),
    [ranked([0, 0.1], [1, 0.5], [2, 0]), 'the best is not first'],
    [ranked([0, 1], [0, 0.5], [1, 0]), 'the places are 0, 0, 1'],
    [ranked([0, 1]), '3 results were to come, and 1 did'],
  ],
  ['rerank/top_n', ranked([2, 0.9], [0, 0.5]), [ranked([2, 0.9], [0, 0.5], [1, 0]), '2 results were to come, and 3 did']],
  ['moderations/text', reply({ results: [{ flagged: false }] }), [reply({ results: [{ flagged: 'no' }] }), 'results[0].flagged is "no"']],
  [
    'moderations/many',
    reply({ results: [{ flagged: false }, { flagged: true }] }),
    [reply({ results: [{ flagged: false }] }), '2 texts were given and 1 judgements came'],
  ],
  [
    'images/text',
    reply({ data: [{ url: 'https://a.example' }] }),
    [reply({ data: [] }), 'data is empty'],
    [reply({ data: [{}] }), 'neither b64_json nor url'],
  ],
  ['imageEdits/picture', reply({ data: [{ b64_json: 'AAAA' }] }), [reply({ data: [{ b64_json: '' }] }), 'neither b64_json nor url']],
  ['imageVariations/picture', reply({ data: [{ b64_json: 'AAAA' }] }), [reply({}), 'data is undefined']],
  [
    'speech/text',
    sound('audio/mpeg', 3),
    [sound('audio/mpeg', 0), 'no bytes came'],
    [sound('text/html', 3), 'and no sound'],
    [reply({}), 'a whole reply came'],
  ],
  ['transcriptions/sound', reply({ text: '' }), [reply({}), 'the text is undefined']],
  ['translations/sound', reply({ text: 'Hi' }), [reply({ text: 1 }), 'the text is 1']],
  [
    'models/list',
    reply({ data: [{ id: 'a' }] }),
    [reply({ data: [] }), 'data is empty'],
    [reply({ data: [{}] }), 'data[0].id is undefined'],
  ],
];

const featureOf = (cell: string) => {
  const [operation, name] = cell.split('/');
  return SURFACES.find((surface) => surface.operation === operation)?.features.find((feature) => feature.name === name);
};

describe('the features', () => {
  it.each(TABLE)('%s is judged', (cell, right, ...wrong) => {
    const judge = featureOf(cell)!.judge;

    const found = [right, ...wrong.map(([outcome]) => outcome)].map((outcome) => objectionOf(() => judge(outcome)));

    expect(found).toEqual([undefined, ...wrong.map(([, objection]) => expect.stringContaining(objection))]);
  });

  it('are all in this table, but for chat’s and the failures', () => {
    const cells = SURFACES.flatMap(({ operation, features }) =>
      features.filter(({ wrong }) => !wrong).map(({ name }) => `${operation}/${name}`),
    );

    expect(cells.filter((cell) => !cell.startsWith('chat/'))).toEqual(TABLE.map(([cell]) => cell));
  });

  it('have names that a file can have, and each but one', () => {
    for (const { operation, features } of SURFACES) {
      const names = features.map(({ name }) => name);
      expect([operation, new Set(names).size]).toEqual([operation, names.length]);
      for (const name of names) expect(name).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
    }
  });

  it('ask for capabilities that models have', () => {
    const needed = SURFACES.flatMap(({ models, features }) => [...models, ...features.flatMap(({ needs }) => needs ?? [])]);

    expect(needed.filter((need) => !CAPABILITIES.includes(need))).toEqual([]);
  });

  it('say nothing good of what hangs, throws or fails', () => {
    const bad: readonly Outcome[] = [
      { kind: 'hung' },
      { kind: 'thrown', error: new TypeError('x') },
      { kind: 'fault', fault: { kind: 'internal', message: 'x' } },
    ];

    for (const { judge } of SURFACES.flatMap(({ features }) => features)) {
      for (const outcome of bad) expect(objectionOf(() => judge(outcome))).toBeDefined();
    }
  });
});

describe('the tone', () => {
  it('is a WAV of one second', () => {
    const wav = Buffer.from(toneWav());

    expect([wav.toString('latin1', 0, 4), wav.toString('latin1', 8, 16), wav.readUInt32LE(24), wav.readUInt32LE(40)]).toEqual([
      'RIFF',
      'WAVEfmt ',
      8000,
      16000,
    ]);
    expect(wav).toHaveLength(44 + 16000);
  });
});
