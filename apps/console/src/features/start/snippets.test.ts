import { describe, expect, it } from '@jest/globals';
import { CLIENTS } from './snippets.ts';

const VALUES = { baseUrl: 'http://127.0.0.1:8787/v1', key: 'sk-sluice-1', model: '@team/some-model' };

describe('a snippet', () => {
  it.each(CLIENTS)('says where, with which key and which model, for $label', ({ write }) => {
    const text = write(VALUES);

    for (const value of Object.values(VALUES)) expect(text).toContain(value);
  });

  it.each(CLIENTS)('lets no name break out of its quotes, for $label', ({ id, write }) => {
    const text = write({ ...VALUES, model: `a"; '$(touch /tmp/x)` });

    expect(text).not.toContain(`model: "a"`);
    expect(text).not.toContain(`model="a"`);
    if (id === 'curl') expect(text).toContain(`'\\''$(touch`);
    else expect(text).toContain('"a\\"; \'$(touch /tmp/x)"');
  });
});
