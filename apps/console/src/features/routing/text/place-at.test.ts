import { describe, expect, it } from '@jest/globals';
import { treeOfText } from './json-tree.ts';
import { placeAt } from './place-at.ts';

/** The place where `|` stands. */
function at(marked: string) {
  const position = marked.indexOf('|');
  const text = marked.replace('|', '');
  return placeAt(treeOfText(text), text, position);
}

describe('placeAt', () => {
  it('knows a name that is begun in an object of a list', () => {
    expect(at('{"targets": [{"provider": "x", "re|"}]}')).toMatchObject({
      kind: 'name',
      path: ['targets', 0],
      taken: ['provider'],
      hasColon: false,
    });
  });

  it('knows an empty place in an object, and what it has already', () => {
    expect(at('{"strategy": {}, |}')).toMatchObject({ kind: 'name', path: [], taken: ['strategy'] });
    expect(at('{|}')).toMatchObject({ kind: 'name', path: [] });
  });

  it('knows a value that is written, one that is begun and one that is missing', () => {
    expect(at('{"strategy": {"mode": "fall|"}}')).toMatchObject({ kind: 'value', path: ['strategy', 'mode'] });
    expect(at('{"strategy": {"mode": "|"}}')).toMatchObject({ kind: 'value', path: ['strategy', 'mode'] });
    expect(at('{"strategy": {"mode": |}}')).toMatchObject({ kind: 'value', path: ['strategy', 'mode'] });
    expect(at('{"strategy": {"mode":|')).toMatchObject({ kind: 'value', path: ['strategy', 'mode'] });
  });

  it('counts in lists', () => {
    expect(at('{"a": [{"x": 1}, {"y|": 2}]}')).toMatchObject({ kind: 'name', path: ['a', 1], hasColon: true });
    expect(at('{"a": ["x", |]}')).toMatchObject({ kind: 'value', path: ['a', 1] });
    expect(at('{"a": [|]}')).toMatchObject({ kind: 'value', path: ['a', 0] });
  });
});
