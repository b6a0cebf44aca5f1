import { describe, expect, it } from '@jest/globals';
import { pretty } from './pretty.ts';

describe('pretty', () => {
  it('writes what fits on one line, and breaks what does not', () => {
    const config = {
      strategy: { mode: 'fallback', on_status_codes: [429, 503] },
      targets: [{ virtual_key: 'a' }, { virtual_key: 'b', override_params: { model: 'a-model-of-a-name-that-is-long' } }],
    };

    const text = pretty(config);

    expect(text).toBe(
      [
        '{',
        '  "strategy": { "mode": "fallback", "on_status_codes": [429, 503] },',
        '  "targets": [',
        '    { "virtual_key": "a" },',
        '    {',
        '      "virtual_key": "b",',
        '      "override_params": { "model": "a-model-of-a-name-that-is-long" }',
        '    }',
        '  ]',
        '}',
      ].join('\n'),
    );
  });

  it('means what it was given', () => {
    const odd = { a: null, 'b "c"': [[], {}, [1.5, 'x\ny']], long: 'y'.repeat(200), deep: [{ deeper: [{ deepest: 'z'.repeat(80) }] }] };

    expect(JSON.parse(pretty(odd))).toEqual(odd);
  });
});
