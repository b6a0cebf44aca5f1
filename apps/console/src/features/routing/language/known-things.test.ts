import { describe, expect, it } from '@jest/globals';
import { knownAt, NOTHING_KNOWN } from './known-things.ts';

const known = {
  ...NOTHING_KNOWN,
  virtualKeys: [{ text: 'main', about: 'Main' }],
  providers: [{ text: 'mock', about: 'Mock' }],
  guardrails: [{ text: 'pg-words', about: 'Words' }],
};
const texts = (path: (string | number)[], values: unknown[] = []) => knownAt(path, values, known).map(({ text }) => text);

describe('knownAt', () => {
  it('knows what may be named by the name of the member', () => {
    expect(texts(['targets', 0, 'virtual_key'])).toEqual(['main']);
    expect(texts(['targets', 0, 'provider'])).toEqual(['@main', 'mock']);
    expect(texts(['input_guardrails', 1])).toEqual(['pg-words']);
    expect(texts(['before_request_hooks', 0, 'id'])).toEqual(['pg-words']);
    expect(texts(['weight'])).toEqual([]);
  });

  it('offers conditions the names of the targets beside them', () => {
    const strategy = { mode: 'conditional', conditions: [{}] };
    const inner = { strategy, targets: [{ name: 'fast' }, {}, { name: 'cheap' }] };
    const values = [{ targets: [inner] }, [inner], inner, strategy, strategy.conditions, {}];

    expect(texts(['targets', 0, 'strategy', 'conditions', 0, 'then'], values)).toEqual(['fast', 'cheap']);
    expect(texts(['targets', 0, 'strategy', 'default'], values)).toEqual(['fast', 'cheap']);
  });
});
