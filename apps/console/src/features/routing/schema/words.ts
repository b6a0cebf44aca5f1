import type { Schema } from './schema.ts';
import { typesOf } from './schema.ts';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** What may stand at a place, in a few words: `text or list`. */
export function kindOf(schemas: readonly Schema[]): string {
  const types = schemas.flatMap((schema) => [
    ...typesOf(schema),
    ...[...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])].map((value) =>
      value === null ? 'null' : typeof value,
    ),
  ]);
  const words = [...new Set(types.filter((type) => type !== 'null' && !(type === 'number' && types.includes('integer'))))].map(
    (type) => KINDS[type] ?? type,
  );
  return words.join(' or ') || 'anything';
}

/** What there is to say of a place, a line each: what it is for, what may stand there, within what bounds. */
export function saidOf(schemas: readonly Schema[]): readonly string[] {
  const about = unique(schemas.flatMap(({ description }) => description ?? [])).slice(0, 2);
  const allowed = unique(
    schemas
      .flatMap((schema) => [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])])
      .map((value) => JSON.stringify(value)),
  );
  const lowest = schemas.find(({ minimum }) => minimum !== undefined)?.minimum;
  const highest = schemas.find(({ maximum }) => maximum !== undefined)?.maximum;
  const usual = schemas.find((schema) => schema.default !== undefined)?.default;
  return [
    ...about,
    ...(allowed.length > 0
      ? [`One of: ${allowed.slice(0, 40).join(', ')}${allowed.length > 40 ? '…' : ''}`]
      : [`A value of the kind: ${kindOf(schemas)}`]),
    ...(lowest !== undefined && highest !== undefined ? [`From ${lowest} to ${highest}`] : []),
    ...(lowest !== undefined && highest === undefined ? [`At least ${lowest}`] : []),
    ...(lowest === undefined && highest !== undefined ? [`At most ${highest}`] : []),
    ...(usual === undefined ? [] : [`Where it is not there: ${JSON.stringify(usual)}`]),
  ];
}

const unique = (words: readonly string[]) => [...new Set(words)];
