import { describe, expect, it } from '@jest/globals';
import { readColumns, readSearch, writeColumns } from './address.ts';
import { columnOf } from './column.ts';

const withoutIds = (text: string) => readColumns(text).map(({ id: _, ...column }) => column);

describe('the address of a playground', () => {
  it('names models, prompts and configs, and reads what it wrote', () => {
    const columns = [
      columnOf({ model: '@team/large-1' }),
      columnOf({ model: 'odd,name;50%', config: 'pc-main' }),
      columnOf({ kind: 'prompt', prompt: 'pp-welcome', version: '3' }),
      columnOf({ config: 'pc-alone' }),
    ];

    const text = writeColumns(columns);

    expect(withoutIds(text)).toEqual(columns.map(({ id: _, ...column }) => column));
    expect(text).toContain('@team/large-1,');
  });

  it('leaves out who asks nobody yet', () => {
    expect(writeColumns([columnOf(), columnOf({ kind: 'prompt' })])).toBe('');
  });

  it('makes no more columns than can be read', () => {
    expect(readColumns('a,b,c,d,e,f')).toHaveLength(4);
  });

  it('takes a version that came as a number, and nothing that it does not know', () => {
    expect(readSearch({ prompt: 'pp-x', version: 3, log: ['no'], other: 'x' })).toEqual({ prompt: 'pp-x', version: '3' });
  });
});
