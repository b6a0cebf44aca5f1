import { describe, expect, it } from '@jest/globals';
import { treeOfText } from './json-tree.ts';
import { pathOfLabel, pathOfPointer, rangeOf } from './range-of.ts';

const TEXT = '{\n  "targets": [\n    { "retry": { "attempts": 9 } },\n    {}\n  ]\n}';
const at = (pointer: string) => {
  const { from, to } = rangeOf(treeOfText(TEXT), TEXT, pathOfPointer(pointer));
  return TEXT.slice(from, to);
};

describe('rangeOf', () => {
  it('finds a member with its value', () => {
    expect(at('/targets/0/retry/attempts')).toBe('"attempts": 9');
  });

  it('shows the name alone of what goes over several lines', () => {
    expect(at('/targets')).toBe('"targets"');
  });

  it('shows what is there of a path that goes further than the text', () => {
    expect(at('/targets/1/provider')).toBe('{}');
    expect(at('')).toBe('{');
  });
});

describe('paths', () => {
  it('are read from pointers and from labels alike', () => {
    expect(pathOfPointer('/targets/0/a~1b~0c')).toEqual(['targets', '0', 'a/b~c']);
    expect(pathOfLabel('config.targets[0].targets[12]')).toEqual(['targets', 0, 'targets', 12]);
    expect(pathOfLabel('config')).toEqual([]);
  });
});
