import { describe, expect, it } from '@jest/globals';
import { columnOf } from '../state/column.ts';
import { messageOf } from '../state/message.ts';
import { emptyPlayground } from '../state/playground.ts';
import { NO_SETTINGS, type Settings } from '../state/settings.ts';
import { requestOf } from './body-of.ts';

const said = [messageOf('user', { text: 'Hi' })];
const page = (settings: Partial<Settings> = {}, variables = {}) => ({
  ...emptyPlayground(),
  settings: { ...NO_SETTINGS, ...settings },
  variables,
});
const large = columnOf({ model: 'large' });
const bodyOf = (settings: Partial<Settings>) => {
  const written = requestOf(page(settings), large, said);
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  return written.request.body;
};

describe('the request of a column', () => {
  it('says what was set, and nothing else', () => {
    expect(bodyOf({ stream: false })).toEqual({ model: 'large', messages: [{ role: 'user', content: 'Hi' }] });
  });

  it('asks for the usage of a stream', () => {
    expect(bodyOf({})).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('lets what is typed as JSON go before the fields', () => {
    expect(bodyOf({ parameters: { temperature: 1 }, extra: '{"temperature": 0, "n": 2}' })).toMatchObject({ temperature: 0, n: 2 });
  });

  it('names a tool that must be called, and no tool where there are none', () => {
    const tools = '[{"type":"function","function":{"name":"weather"}}]';

    expect(bodyOf({ tools, toolChoice: 'weather' })).toMatchObject({ tool_choice: { type: 'function', function: { name: 'weather' } } });
    expect(bodyOf({ tools, toolChoice: 'required' })).toMatchObject({ tool_choice: 'required' });
    expect(bodyOf({ toolChoice: 'required' })).not.toHaveProperty('tool_choice');
  });

  it('takes a schema alone or with its name', () => {
    expect(bodyOf({ format: 'json_schema', schema: '{"type":"object"}' })).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: { type: 'object' } } },
    });
    expect(bodyOf({ format: 'json_schema', schema: '{"name":"mine","schema":{"type":"object"}}' })).toMatchObject({
      response_format: { json_schema: { name: 'mine', schema: { type: 'object' } } },
    });
  });

  it('asks a prompt by its version, with variables as text and as JSON', () => {
    const column = columnOf({ kind: 'prompt', prompt: 'pp-x', version: '3' });

    const written = requestOf(page({}, { name: 'Ona', items: '[1, 2]', broken: '[1' }), column, []);

    expect(written).toMatchObject({
      ok: true,
      request: { body: { prompt_id: 'pp-x@3', variables: { name: 'Ona', items: [1, 2], broken: '[1' }, messages: [] } },
    });
  });

  it('goes through a config, with metadata on one line', () => {
    const written = requestOf(page({ metadata: '{\n "_user": "u"\n}' }), columnOf({ model: 'large', config: 'pc-main' }), said);

    expect(written).toMatchObject({ request: { headers: { config: 'pc-main', metadata: '{"_user":"u"}' } } });
  });

  it('says by field what keeps it from being sent', () => {
    const written = requestOf(page({ tools: '{}', format: 'json_schema', metadata: '[]', extra: '{' }), columnOf(), []);

    expect(written).toEqual({
      ok: false,
      problems: {
        column: expect.stringContaining('model'),
        messages: expect.stringContaining('message'),
        tools: expect.stringContaining('list'),
        schema: expect.stringContaining('schema'),
        metadata: expect.stringContaining('object'),
        extra: expect.stringContaining('no JSON'),
      },
    });
  });
});
