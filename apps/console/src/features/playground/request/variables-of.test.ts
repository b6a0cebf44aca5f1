import { describe, expect, it } from '@jest/globals';
import { variablesIn } from './variables-of.ts';

describe('the variables of a template', () => {
  it('are its names, once each, in their order', () => {
    expect(variablesIn('{{greeting}} {{{ name }}}, {{&raw}} {{greeting}}')).toEqual(['greeting', 'name', 'raw']);
  });

  it('are the lists of its sections, and the beginnings of paths', () => {
    expect(variablesIn('{{#items}}{{.}} {{/items}}{{^none}}-{{/none}}{{user.name}}')).toEqual(['items', 'none', 'user']);
  });

  it('are no partials and no comments', () => {
    expect(variablesIn('{{>pp-header}} {{! a note }} {{x}}')).toEqual(['x']);
  });
});
