import type { Path } from '../text/json-tree.ts';
import { schemasAt } from './follow.ts';
import { typesOf, type Schema } from './schema.ts';
import { kindOf } from './words.ts';

/** Something that may be written at a place. */
export interface Offer {
  /** A name without its quotation marks, or a value as JSON. */
  readonly text: string;
  /** In a word or two: `text`, `list`, `required`. */
  readonly detail: string;
  readonly about: string | undefined;
  /** For a name: what to begin its value with. */
  readonly begins?: string;
}

/** Names that an object may still have. Those that it must have come first. */
export function nameOffers(root: Schema, path: Path, values: readonly unknown[], taken: readonly string[]): readonly Offer[] {
  const schemas = schemasAt(root, path, values);
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const offers = new Map<string, Offer>();
  for (const { properties = {} } of schemas)
    for (const name of Object.keys(properties)) {
      if (properties[name] === false || taken.includes(name) || offers.has(name)) continue;
      const own = schemasAt(root, [...path, name], [...values, undefined]);
      if (own.some(({ deprecated }) => deprecated)) continue;
      const kind = kindOf(own);
      offers.set(name, {
        text: name,
        detail: required.has(name) ? `${kind}, required` : kind,
        about: own.find(({ description }) => description !== undefined)?.description,
        begins: beginningOf(own),
      });
    }
  return [...offers.values()].sort((left, right) => Number(required.has(right.text)) - Number(required.has(left.text)));
}

/** Values that a schema names: those of a list, the one there is, yes and no, the usual one. */
export function valueOffers(root: Schema, path: Path, values: readonly unknown[]): readonly Offer[] {
  const schemas = schemasAt(root, path, withoutOwn(path, values));
  const offers = new Map<string, Offer>();
  const offer = (value: unknown, detail: string, about: string | undefined) => {
    const text = JSON.stringify(value);
    if (text !== undefined && !offers.has(text)) offers.set(text, { text, detail, about });
  };
  for (const schema of schemas) {
    const { description } = schema;
    if (schema.const !== undefined) offer(schema.const, '', description);
    for (const value of schema.enum ?? []) offer(value, '', description);
    if (typesOf(schema).includes('boolean') && schema.enum === undefined) for (const value of [true, false]) offer(value, '', description);
    if (schema.default !== undefined) offer(schema.default, 'usual', description);
    for (const value of schema.examples ?? []) offer(value, 'for example', description);
  }
  return [...offers.values()];
}

/** What is about to be replaced says nothing about what may stand there. */
function withoutOwn(path: Path, values: readonly unknown[]): readonly unknown[] {
  const around = values[path.length - 1];
  const [last] = path.slice(-1);
  if (last === undefined || typeof around !== 'object' || around === null || Array.isArray(around)) return values.slice(0, path.length);
  return [...values.slice(0, path.length - 1), { ...around, [last]: undefined }];
}

/** What a value of this kind begins with; its end is put behind the cursor. */
function beginningOf(schemas: readonly Schema[]): string {
  const types = new Set(schemas.flatMap(typesOf));
  if (types.has('string') || schemas.some((schema) => typeof schema.const === 'string' || typeof schema.enum?.[0] === 'string'))
    return '""';
  if (types.has('array')) return '[]';
  return types.has('object') ? '{}' : '';
}
