import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { chunk, finish, written } from './asked.test.support.ts';
import { NEEDS, dataOf, recordings, type Loose } from './recorded.test.support.ts';

const found = recordings(({ endpoint, response }) => endpoint === 'responses' && response.status === 200);
const openai = found.filter(({ id }) => id.startsWith('openai-') || id.startsWith('azure-'));

/** For each kind of thing: how often it was seen, and which types each member had how often. */
type Shapes = Map<string, { seen: number; members: Map<string, Map<string, number>> }>;

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function note(shapes: Shapes, kind: string, thing: Loose): void {
  const shape = shapes.get(kind) ?? { seen: 0, members: new Map<string, Map<string, number>>() };
  shapes.set(kind, shape);
  shape.seen += 1;
  for (const [name, value] of Object.entries(thing)) {
    const types = shape.members.get(name) ?? new Map<string, number>();
    shape.members.set(name, types.set(typeOf(value), (types.get(typeOf(value)) ?? 0) + 1));
  }
}

/** Every object of an event or a response that has a shape of its own. */
function walk(thing: Loose, visit: (kind: string, thing: Loose) => void): void {
  const response = thing['object'] === 'response' ? thing : thing['response'];
  if (thing['object'] !== 'response') visit(`event ${thing['type']}`, thing);
  const items: Loose[] = [...(thing['item'] ? [thing['item']] : []), ...((response?.output ?? []) as Loose[])];
  if (response) {
    visit('response', response);
    for (const name of ['usage', 'text', 'reasoning', 'incomplete_details']) if (response[name]) visit(`response.${name}`, response[name]);
    if (response.usage) for (const name of ['input_tokens_details', 'output_tokens_details']) visit(name, response.usage[name]);
    for (const tool of (response.tools ?? []) as Loose[]) if (tool['type'] === 'function') visit('tool', tool);
  }
  for (const item of items) visit(`item ${item['type']}`, item);
  const parts = items.flatMap((item) => [...(item['content'] ?? []), ...(item['summary'] ?? [])] as Loose[]);
  for (const part of [...parts, ...(thing['part'] ? [thing['part'] as Loose] : [])]) visit(`part ${part['type']}`, part);
}

const thingsIn = ({ response }: (typeof found)[number]): readonly Loose[] =>
  response.body_format === 'sse' ? dataOf(response.body) : [JSON.parse(response.body) as Loose];

function shapesOf(those: typeof found): Shapes {
  const shapes: Shapes = new Map();
  for (const thing of those.flatMap(thingsIn)) walk(thing, (kind, each) => note(shapes, kind, each));
  return shapes;
}

/** Always there in what was recorded, and not here: what the SDK's types (6.49) do not have, or know to be missing at times. */
const NOT_OURS: Readonly<Record<string, readonly string[]>> = {
  response: ['presence_penalty', 'frequency_penalty', 'moderation', 'billing', 'content_filters', 'prompt_cache_retention', 'tool_usage'],
  'response.reasoning': ['context', 'mode'],
};

/** Said by the SDK's types, though no recording has it. */
const NOT_RECORDED: Readonly<Record<string, readonly string[]>> = {
  'event response.function_call_arguments.done': ['name'],
};

const CALL: Json = {
  tools: [{ type: 'function', name: 'add', description: 'Adds.', parameters: { type: 'object', properties: {} }, strict: false }],
  reasoning: { effort: 'low' },
};

const STREAM: readonly Json[] = [
  chunk({ role: 'assistant', content: '' }),
  chunk({ reasoning_content: 'Hm.', content_blocks: [{ index: 0, delta: { thinking: 'Hm.' } }] }),
  chunk({ content_blocks: [{ index: 0, delta: { signature: 's' } }] }),
  chunk({ content: 'Hello' }),
  chunk({ refusal: 'No.' }),
  chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'add', arguments: '{}' } }] }),
];
const USAGE: Json = { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } };

(found.length > 0 ? describe : describe.skip)(`what is written, beside recorded responses ${NEEDS}`, () => {
  const known = shapesOf(found);
  const required = shapesOf(openai);

  it.each([
    ['whole', 'stop'],
    ['cut', 'length'],
  ])('has the same members of the same types: %s', (_what, reason) => {
    const made: Shapes = new Map();
    for (const { data } of written([...STREAM, finish(reason), USAGE], CALL)) walk(data as Loose, (kind, each) => note(made, kind, each));

    const problems: string[] = [];
    for (const [kind, { seen, members }] of made) {
      const real = known.get(kind);
      if (!real) {
        problems.push(`${kind} was never recorded`);
        continue;
      }
      for (const [name, types] of members) {
        if (NOT_RECORDED[kind]?.includes(name)) continue;
        for (const type of types.keys()) if (!real.members.get(name)?.has(type)) problems.push(`${kind}.${name} is never ${type}`);
      }
      const always = required.get(kind);
      for (const [name, types] of always?.members ?? []) {
        const count = [...types.values()].reduce((sum, each) => sum + each, 0);
        const here = [...(members.get(name)?.values() ?? [])].reduce((sum, each) => sum + each, 0);
        // Padding against listeners, which a caller may turn off.
        if (name !== 'obfuscation' && count === always!.seen && here !== seen && !NOT_OURS[kind]?.includes(name))
          problems.push(`${kind}.${name} is always there`);
      }
    }
    expect(problems).toEqual([]);
  });

  it('takes the same order as recorded events of the same kinds', () => {
    const order = (events: readonly Loose[]) =>
      events.map(({ type }) => type as string).filter((type, index, all) => type !== all[index - 1]);
    const theirStream = found.find(({ id }) => id === 'openai-responses-9d2130e39c');
    const calls = [
      chunk({ role: 'assistant', tool_calls: [{ index: 0, id: 'a', function: { name: 'test_tool', arguments: '{"user":"Joe"}' } }] }),
    ];

    const ours = order(written([...calls, finish('tool_calls')]).map(({ data }) => data as Loose));

    expect(theirStream).toBeDefined();
    const theirs = order(thingsIn(theirStream!));
    // Theirs has two calls, one after the other.
    expect([...ours.slice(0, -1), ...ours.slice(2)]).toEqual(theirs);
  });
});
