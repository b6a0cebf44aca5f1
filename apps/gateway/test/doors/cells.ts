import { expect } from '@jest/globals';
import { CITY, DOT, LOOK } from './door.ts';
import { exchange, exchanges, type Cell } from './caller.ts';
import { tryAbort } from './abort.ts';
import { tryErrors } from './errors.ts';
import type { Feature } from './features.ts';

const CALLS = [
  { name: 'look', input: { city: 'Paris' } },
  { name: 'look', input: { city: 'Rome' } },
];
const RESULTS = ['It rains.', '{"sky":"clear","degrees":21}'];
const THOUGHT = 'The user wants two cities; I look at both.';
const COUNTS = { fresh: 100, cached: 50, written: 20, out: 30, thought: 10 };

/** How each cell is tried. */
export const CELLS: Readonly<Record<Feature, (cell: Cell) => Promise<void>>> = {
  async text(cell) {
    const { heard, told } = await exchange(cell, cell.door.requests.text, { text: 'Hello, Ann!' }, 'whole');

    expect(heard).toMatchObject({
      stream: false,
      system: 'Be brief.',
      maxTokens: 300,
      said: [{ role: 'user', text: 'Say hello to Ann.' }],
    });
    expect(told).toMatchObject({ text: 'Hello, Ann!', finish: 'stop', calls: [], usage: { input: 11, output: 7 } });
  },

  async stream(cell) {
    const { heard, told } = await exchange(cell, cell.door.requests.text, { text: 'Grüß Gott, Ann! 🌍' }, 'streamed');

    expect(heard).toMatchObject({ stream: true, system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
    expect(told).toMatchObject({ text: 'Grüß Gott, Ann! 🌍', finish: 'stop', calls: [], usage: { input: 11, output: 7 } });
  },

  async tools(cell) {
    for (const { heard, told } of await exchanges(cell, cell.door.requests.tools, { calls: CALLS.slice(0, 1) })) {
      expect(heard.tools).toMatchObject([
        { name: LOOK.name, description: LOOK.description, parameters: { type: 'object', properties: { city: {} }, required: ['city'] } },
      ]);
      expect(told.calls).toMatchObject([{ name: 'look', input: { city: 'Paris' } }]);
      expect(told.finish).toBe('calls');
    }
  },

  async parallel(cell) {
    for (const { told } of await exchanges(cell, cell.door.requests.tools, { text: 'I look.', calls: CALLS })) {
      expect(told.calls).toMatchObject(CALLS);
      expect(told).toMatchObject({ text: 'I look.', finish: 'calls' });
    }
  },

  async 'tool result'(cell) {
    await trySecondTurn({ ...cell, strict: false });
    // With strict compliance a chat answer has no signed blocks in it, and its clients go on all the same.
    if (cell.door.name === 'chat') await trySecondTurn(cell);
  },

  async image(cell) {
    for (const { heard, told } of await exchanges(cell, cell.door.requests.image, { text: 'A dot.' })) {
      expect(heard).toMatchObject({ images: [DOT], said: [{ role: 'user', text: 'What is this?' }] });
      expect(told.text).toBe('A dot.');
    }
  },

  async schema(cell) {
    for (const { heard, told } of await exchanges(cell, cell.door.requests.schema, { text: '{"city":"Rome","people":2748109}' })) {
      const { properties, required } = CITY;
      expect(heard.schema).toMatchObject({ type: 'object', properties, required });
      expect(JSON.parse(told.text)).toEqual({ city: 'Rome', people: 2748109 });
      expect(told).toMatchObject({ calls: [], finish: 'stop' });
    }
  },

  async reasoning(cell) {
    for (const body of cell.door.requests.reasoning) {
      for (const { heard, told, tells } of await exchanges(cell, body, { reasoning: THOUGHT, text: 'Forty-two.', counts: COUNTS })) {
        expect(heard.thinking).toBe(true);
        expect(told.text.endsWith('Forty-two.')).toBe(true);
        if (tells.reasoning) expect(told).toMatchObject({ text: 'Forty-two.', reasoning: THOUGHT });
        if (tells.thoughtTokens) expect(told.usage).toMatchObject({ thought: 10 });
      }
    }
  },

  async 'cache usage'(cell) {
    for (const { heard, told, tells, direct } of await exchanges(cell, cell.door.requests.cached, {
      text: 'Hello, Ann!',
      counts: COUNTS,
    })) {
      if (cell.door.marks && tells.marks) expect(heard.cacheMarks).toBe(2);
      expect(heard).toMatchObject({ system: 'Be brief.', said: [{ role: 'user', text: 'Say hello to Ann.' }] });
      expect(told.usage).toMatchObject({
        input: 170,
        cached: tells.cached ? 50 : 0,
        output: direct && tells.outputApart === true ? 30 : 40,
      });
      if (tells.written) expect(told.usage).toMatchObject({ written: 20 });
    }
  },

  error: tryErrors,
  abort: tryAbort,
};

/** What was told goes back with the answers to its calls, signed thinking and all. */
async function trySecondTurn(cell: Cell): Promise<void> {
  const { door, strict } = cell;
  const first = await exchanges(cell, { ...door.requests.tools, ...thinkingOf(cell) }, { reasoning: THOUGHT, calls: CALLS });
  for (const { how, told } of first) {
    const second = await exchange(cell, door.requests.toolResult(told, RESULTS), { text: 'Rain, and sun.' }, how);

    const { heard, tells, direct } = second;
    expect(heard.calls.map(({ name, input }) => ({ name, input }))).toEqual(CALLS);
    expect(heard.results.map(({ text }) => text)).toEqual(RESULTS);
    if (heard.calls.every(({ id }) => id !== '')) expect(heard.results.map(({ id }) => id)).toEqual(heard.calls.map(({ id }) => id));
    const whole = !strict || direct;
    if (tells.signatures && (whole || tells.signsCalls)) expect(heard.signatures).toHaveLength(1);
    if (tells.replayed && (whole || !tells.signatures)) expect(heard.thought).toEqual([THOUGHT]);
    expect(heard.system).toBe('Be brief.');
    expect(heard.said.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'user: How is the weather in Paris and in Rome?',
      ...(door.name === 'messages' ? ['user: Be quick.'] : []),
    ]);
    expect(second.told).toMatchObject({ text: 'Rain, and sun.', finish: 'stop' });
  }
}

/** Thinking is asked for in the first turn as it is in the second. */
function thinkingOf({ door }: Cell) {
  const { max_tokens, max_output_tokens, thinking, reasoning, reasoning_effort, include } = door.requests.toolResult(
    { text: '', reasoning: '', calls: [], finish: 'stop', usage: undefined, back: [] },
    [],
  );
  return JSON.parse(JSON.stringify({ max_tokens, max_output_tokens, thinking, reasoning, reasoning_effort, include })) as Readonly<
    Record<string, unknown>
  >;
}
