import { describe, expect, it } from '@jest/globals';
import { tagsIn } from './tags.ts';

const read = (text: string) => tagsIn(text).map(({ kind, name }) => `${kind} ${name}`.trim());

describe('the tags of a template', () => {
  it('are told apart by their signs, however they are spaced', () => {
    const tags = read('{{a}} {{ b }} {{{c}}} {{&d}} {{#e}}{{^f}}{{/f}}{{/ e }} {{> g@2 }} {{>>h}} {{! i }}');

    expect(tags).toEqual([
      'value a',
      'value b',
      'value c',
      'value d',
      'section e',
      'inverted f',
      'end f',
      'end e',
      'partial g@2',
      'named-partial h',
      'comment i',
    ]);
  });

  it('say where they stand', () => {
    const text = 'Hello {{name}}, and {{{other}}}!';

    const places = tagsIn(text).map(({ from, to }) => text.slice(from, to));

    expect(places).toEqual(['{{name}}', '{{{other}}}']);
  });

  it('follow other delimiters', () => {
    expect(read('{{=<% %>=}}<% a %> {{b}} <%={{ }}=%>{{c}}')).toEqual(['delimiters <% %>', 'value a', 'delimiters {{ }}', 'value c']);
  });

  it('are not there before they are closed', () => {
    expect(read('{{a}} and {{b')).toEqual(['value a']);
  });
});
