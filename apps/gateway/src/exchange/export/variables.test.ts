import { describe, expect, it } from '@jest/globals';
import { escapeReferences, resolveReferences } from '../../config-file/references.ts';
import { Variables } from './variables.ts';

describe('a secret that is left to a variable', () => {
  it('has the same variable again, and another secret has another', () => {
    const variables = new Variables(false);

    const names = [
      variables.hide('a', 'VIRTUAL_KEY', 'my-key'),
      variables.hide('b', 'VIRTUAL_KEY', 'my.key'),
      variables.hide('a', 'VIRTUAL_KEY', 'my-key'),
    ];

    expect(names).toEqual(['${VIRTUAL_KEY_MY_KEY}', '${VIRTUAL_KEY_MY_KEY_2}', '${VIRTUAL_KEY_MY_KEY}']);
    expect(variables.all().map(({ name }) => name)).toEqual(['VIRTUAL_KEY_MY_KEY', 'VIRTUAL_KEY_MY_KEY_2']);
  });
});

describe('a text in a config file', () => {
  it.each([
    'plain',
    '${A}',
    '$${A}',
    '$$${A}',
    'a ${A} b ${B}',
    '${',
    '$',
    'file:/etc/passwd',
    '$file:/x',
    '$$file:/${A}',
    'a file:/x',
    '${a-b}',
    '',
  ])('is read as %j where that was written', (text) => {
    expect(resolveReferences(escapeReferences(text), { A: 'wrong', B: 'wrong' })).toBe(text);
  });
});
