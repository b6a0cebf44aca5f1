import { describe, expect, it } from '@jest/globals';
import { columnOf } from '../state/column.ts';
import { messageOf } from '../state/message.ts';
import { emptyPlayground } from '../state/playground.ts';
import { NO_SETTINGS } from '../state/settings.ts';
import { promptOf } from './prompt-of.ts';

const page = {
  ...emptyPlayground(),
  messages: [messageOf('system', { text: 'Be {{tone}}' })],
  settings: { ...NO_SETTINGS, parameters: { temperature: 0 }, tools: '[{"type":"function","function":{"name":"f"}}]' },
};

describe('a page as a prompt', () => {
  it('has the messages as its template, and the key and the model apart', () => {
    const saved = promptOf(page, columnOf({ model: '@team/vendor/large' }), ['team']);

    if (!saved.ok) throw new Error('it was not made');
    expect(JSON.parse(saved.prompt.string!)).toEqual([{ role: 'system', content: 'Be {{tone}}' }]);
    expect(saved.prompt).toMatchObject({ virtual_key: 'team', model: 'vendor/large', tools: [{ type: 'function' }], tool_choice: null });
    expect(saved.prompt.parameters).toEqual({ temperature: 0, model: 'vendor/large' });
  });

  it('keeps the name of a model whose owner is no key of ours', () => {
    expect(promptOf(page, columnOf({ model: '@vendor/large' }), ['team'])).toMatchObject({
      prompt: { virtual_key: null, model: '@vendor/large' },
    });
  });

  it('is none without a message', () => {
    expect(promptOf({ ...page, messages: [] }, columnOf({ model: 'm' }), [])).toMatchObject({ ok: false });
  });
});
