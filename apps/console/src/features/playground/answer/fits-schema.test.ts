import { describe, expect, it } from '@jest/globals';
import { faultsBySchema } from './fits-schema.ts';

const person = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    age: { type: 'integer', minimum: 0 },
    tags: { type: 'array', items: { enum: ['a', 'b'] }, maxItems: 2 },
    friend: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
  },
  required: ['name'],
  additionalProperties: false,
};

describe('an answer and its schema', () => {
  it('fit where they do', () => {
    expect(faultsBySchema({ name: 'Ona', age: 3, tags: ['a'], friend: { name: 'Ben', friend: null } }, person)).toEqual([]);
  });

  it.each([
    ['a list', [], 'must be object'],
    ['what is missing', {}, 'lacks “name”'],
    ['what is too much', { name: 'x', other: 1 }, '“other”, which the schema does not know'],
    ['a wrong type', { name: 3 }, '“name” is number, and must be string'],
    ['a number between', { name: 'x', age: 1.5 }, 'must be integer'],
    ['a number below', { name: 'x', age: -1 }, 'below its minimum'],
    ['a text that is empty', { name: '' }, 'minLength'],
    ['an item', { name: 'x', tags: ['c'] }, 'item 1, must be one of "a", "b"'],
    ['a list that is too long', { name: 'x', tags: ['a', 'a', 'b'] }, 'maxItems'],
    ['none of its forms', { name: 'x', friend: 3 }, 'none of the forms'],
  ])('do not fit for %s', (_, value, fault) => {
    expect(faultsBySchema(value, person).join('\n')).toContain(fault);
  });

  it('end where a schema names itself for ever', () => {
    expect(faultsBySchema({}, { $ref: '#' })).toEqual([]);
  });
});
