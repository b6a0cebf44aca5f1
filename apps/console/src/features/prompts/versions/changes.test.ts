import { describe, expect, it } from '@jest/globals';
import type { Written } from '../draft/open-draft.ts';
import { changesOf } from './changes.ts';

const chat = (messages: readonly object[], more: Partial<Written> = {}): Written => ({
  prompt_template: JSON.stringify(messages),
  ai_model_type: 'chat',
  parameters: {},
  model: 'm-1',
  virtual_key: null,
  tools: null,
  tool_choice: null,
  functions: null,
  template_metadata: null,
  ...more,
});

const SYSTEM = { role: 'system', content: 'Be brief' };

describe('what has changed between versions', () => {
  it('is told message by message', () => {
    const changes = changesOf(chat([SYSTEM, { role: 'user', content: 'a' }]), chat([SYSTEM, { role: 'user', content: 'b' }]));

    expect(changes).toEqual([{ label: 'Message 2, user', before: 'a', after: 'b' }]);
  });

  it('says which messages are new, gone, or somebody else’s', () => {
    const one = chat([SYSTEM]);
    const two = chat([{ role: 'developer', content: 'Be brief' }, SYSTEM]);

    expect(changesOf(one, two).map(({ label }) => label)).toEqual(['Message 1, system → developer', 'Message 2, system, new']);
    expect(changesOf(two, one).map(({ label }) => label)).toContain('Message 2, system, taken out');
  });

  it('is nothing where parameters only stand in another order', () => {
    const [one, two] = [
      { seed: 1, top_p: 1 },
      { top_p: 1, seed: 1 },
    ].map((parameters) => chat([SYSTEM], { parameters }));

    expect(changesOf(one!, two!)).toEqual([]);
  });

  it('is the model or a number, too', () => {
    const [change] = changesOf(chat([SYSTEM]), chat([SYSTEM], { model: 'm-2', parameters: { temperature: 1 } }));

    expect(change).toEqual({ label: 'Model and parameters', before: 'model: "m-1"', after: 'model: "m-2"\ntemperature: 1' });
  });

  it('is shown as one template where it is no list of messages', () => {
    const text = chat([], { prompt_template: 'Say {{a}}', ai_model_type: 'completion' });

    expect(changesOf(text, { ...text, prompt_template: 'Say {{b}}' })).toEqual([
      { label: 'Template', before: 'Say {{a}}', after: 'Say {{b}}' },
    ]);
  });
});
