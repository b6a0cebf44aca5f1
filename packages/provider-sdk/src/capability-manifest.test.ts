import { describe, expect, it } from '@jest/globals';
import { readCapabilityManifest } from './capability-manifest.ts';

describe('a capability manifest', () => {
  it('is given back as it stands, with what only a newer kit knows', () => {
    const manifest = { spec: 1, providers: { acme: { chat: { text: 'works', telepathy: 'failed' }, dreams: { text: 'refused' } } } };

    const read = readCapabilityManifest(JSON.parse(JSON.stringify(manifest)));

    expect(read).toEqual(manifest);
  });

  it.each([
    [null, 'a capability manifest must be an object'],
    [[], 'a capability manifest must be an object'],
    [{}, 'a capability manifest of spec undefined cannot be read here; this is spec 1'],
    [{ spec: 2, providers: {} }, 'a capability manifest of spec 2 cannot be read here; this is spec 1'],
    [{ spec: 1 }, '"providers" must be an object'],
    [{ spec: 1, providers: { acme: [] } }, '"providers.acme" must be an object'],
    [{ spec: 1, providers: { acme: { chat: 'works' } } }, '"providers.acme.chat" must be an object'],
    [
      { spec: 1, providers: { acme: { chat: { text: 'untested' } } } },
      '"providers.acme.chat.text" must be works, refused or failed, not "untested"',
    ],
  ])('is refused in a sentence: %j', (value, sentence) => {
    const read = () => readCapabilityManifest(value);

    expect(read).toThrow(sentence);
  });
});
