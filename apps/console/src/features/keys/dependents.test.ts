import { describe, expect, it } from '@jest/globals';
import { namesVirtualKey } from './dependents.ts';

describe('a config that names a virtual key', () => {
  it.each<[string, unknown]>([
    ['by its member', { targets: [{ virtual_key: 'groq-team' }] }],
    ['as a provider', { provider: '@groq-team' }],
    ['in a model', { override_params: { model: '@groq-team/some-model' } }],
    ['as JSON in a text', '{"strategy":{"mode":"fallback"},"targets":[{"virtual_key":"groq-team"}]}'],
    ['deep inside', { targets: [{ targets: [{ shadow: { virtual_key: 'groq-team' } }] }] }],
  ])('is found: %s', (_, config) => {
    expect(namesVirtualKey(config, 'groq-team')).toBe(true);
  });

  it.each<[string, unknown]>([
    ['another', { virtual_key: 'groq-team-2' }],
    ['a model of another', '@groq-team-2/model'],
    ['the words in a longer text', 'ask the groq-team'],
    ['nothing', null],
    ['what is no JSON', '{groq-team'],
  ])('is not taken for one that names %s', (_, config) => {
    expect(namesVirtualKey(config, 'groq-team')).toBe(false);
  });
});
