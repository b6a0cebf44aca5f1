import { describe, expect, it } from '@jest/globals';
import { partialsIn, variablesIn } from './variables.ts';

const names = (...texts: readonly string[]) => variablesIn(...texts).map(({ name, kind }) => `${name}: ${kind}`);

describe('the variables of a template', () => {
  it('are its names, each once, as they come', () => {
    expect(names('{{b}} {{a}} {{b}}', '{{c}}')).toEqual(['b: text', 'a: text', 'c: text']);
  });

  it('are of the kind that they are used as', () => {
    expect(names('{{#strict}}Be {{tone}}{{/strict}}{{^strict}}!{{/strict}} {{user.name}} {{>>manners}}')).toEqual([
      'strict: section',
      'tone: text',
      'user: object',
      'manners: partial',
    ]);
  });

  it('are what is more where they are two things', () => {
    expect(names('{{a}} {{#a}}{{.}}{{/a}} {{a.b}}')).toEqual(['a: object']);
  });

  it('say the section that they stand in, unless they stand elsewhere too', () => {
    const found = variablesIn('{{#items}}{{title}} {{all}}{{/items}}{{all}}');

    expect(found.map(({ name, within }) => [name, within])).toEqual([
      ['items', undefined],
      ['title', 'items'],
      ['all', undefined],
    ]);
  });

  it('are no comments, no partials and no item at hand', () => {
    expect(names('{{! note }}{{>manners}}{{.}}')).toEqual([]);
  });
});

describe('the partials of a template', () => {
  it('are those that it names itself, each once', () => {
    expect(partialsIn('{{>a}} {{> b@2 }} {{>>c}} {{>a}}')).toEqual(['a', 'b@2']);
  });
});
