import { describe, expect, it } from '@jest/globals';
import { fittingNames } from './fitting-names.ts';

const LONG = `mcp__some_server__${'a'.repeat(60)}`;
const call = (name: string) => ({
  messages: [{ role: 'assistant', tool_calls: [{ id: 'c', function: { name, arguments: '{}' } }] }],
  tools: [{ type: 'function', function: { name, parameters: {} } }],
  tool_choice: { type: 'function', function: { name } },
});

describe('the names of tools at a provider of OpenAI’s language', () => {
  it.each([LONG, 'a.b', 'größe'])('are such as it takes, and the caller’s own in what it says: %s', (name) => {
    const { call: sent, restore } = fittingNames(call(name));
    const [tool] = sent['tools'] as readonly { readonly function: { readonly name: string } }[];
    const told = tool!.function.name;

    expect(told).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(sent).toEqual(call(told));
    expect(restore({ choices: [{ message: call(told).messages[0] }] })).toEqual({ choices: [{ message: call(name).messages[0] }] });
    expect(restore({ choices: [{ delta: call(told).messages[0] }] })).toEqual({ choices: [{ delta: call(name).messages[0] }] });
  });

  it('stay where they fit', () => {
    const fitting = call('f');

    expect(fittingNames(fitting).call).toBe(fitting);
  });
});
