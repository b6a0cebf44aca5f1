import type { Json } from '@sluice/provider-sdk';
import { cannot } from '@sluice/provider-sdk/chat';

/**
 * `enum` and `const` as a Schema: its `enum` knows texts alone, a number is a range of one. True and false together
 * are a boolean; one of them alone cannot be said.
 *
 * @returns One schema for each kind of value.
 */
export function valuesSchemas(values: readonly unknown[], path: string): readonly Json[] {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const truths = new Set(values.filter((value) => typeof value === 'boolean'));
  if (values.some((value) => typeof value === 'object' && value !== null))
    throw cannot(path, 'this model takes no objects or arrays as values');
  if (truths.size === 1) throw cannot(path, 'this model takes true and false together or not at all');
  if (values.length === 0) throw cannot(path, 'must allow something');
  return [
    ...(texts.length > 0 ? [{ type: 'STRING', enum: [...new Set(texts)] }] : []),
    ...numbers.map((value) => ({ type: Number.isInteger(value) ? 'INTEGER' : 'NUMBER', minimum: value, maximum: value })),
    ...(truths.size === 2 ? [{ type: 'BOOLEAN' }] : []),
    ...(values.includes(null) ? [{ type: 'NULL' }] : []),
  ];
}
