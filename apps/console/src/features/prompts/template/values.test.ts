import { describe, expect, it } from '@jest/globals';
import { valuesOf } from './values.ts';
import { variablesIn } from './variables.ts';

const VARIABLES = variablesIn('{{name}} {{#items}}{{.}}{{/items}} {{user.name}}');

describe('sample values', () => {
  it('are texts for what is put in, and JSON for what is looked into', () => {
    const { values, problems } = valuesOf(VARIABLES, { name: '12', items: '["a"]', user: '{"name":"Ada"}' });

    expect(values).toEqual({ name: '12', items: ['a'], user: { name: 'Ada' } });
    expect(problems).toEqual({});
  });

  it('show parts that may be there until somebody says otherwise', () => {
    expect(valuesOf(VARIABLES, {}).values).toEqual({ items: true });
    expect(valuesOf(VARIABLES, { items: 'false' }).values).toEqual({ items: false });
  });

  it('are told to be wrong where they cannot be sent', () => {
    const { values, problems } = valuesOf(VARIABLES, { items: '[', user: 'Ada' });

    expect(values).toEqual({});
    expect(Object.keys(problems)).toEqual(['items', 'user']);
  });
});
