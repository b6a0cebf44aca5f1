import type { Path } from '../text/json-tree.ts';
import type { Schema, SchemaOrNot } from './schema.ts';

/**
 * What a schema says of a place: every alternative that may count there.
 *
 * @param values What stands along the path, from the root to the place itself: alternatives that it contradicts are left out.
 */
export function schemasAt(root: Schema, path: Path, values: readonly unknown[]): readonly Schema[] {
  let here = alternatives(root, root, values[0]);
  for (const [index, segment] of path.entries())
    here = here.flatMap((schema) => stepsInto(schema, segment)).flatMap((next) => alternatives(next, root, values[index + 1]));
  return unique(here);
}

/** A schema with its references followed and its branches side by side; those that a value contradicts are left out. */
function alternatives(schema: SchemaOrNot, root: Schema, value: unknown, seen: ReadonlySet<Schema> = new Set()): readonly Schema[] {
  if (typeof schema === 'boolean' || seen.has(schema)) return [];
  const deeper = new Set(seen).add(schema);
  const of = (each: SchemaOrNot) => alternatives(each, root, value, deeper);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const fitting = choices.filter((each) => fits(each, root, value));
  return [
    schema,
    ...(schema.$ref === undefined ? [] : of(referred(schema.$ref, root))),
    ...(schema.allOf ?? []).flatMap(of),
    ...(fitting.length > 0 ? fitting : choices).flatMap(of),
    ...(schema.if === undefined ? [] : of((fits(schema.if, root, value) ? schema.then : schema.else) ?? false)),
  ];
}

/** `#/$defs/target` */
function referred(reference: string, root: Schema): SchemaOrNot {
  if (!reference.startsWith('#')) return false;
  let at: unknown = root;
  for (const part of reference.slice(1).split('/').slice(1))
    at = (at as Readonly<Record<string, unknown>> | undefined)?.[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
  return typeof at === 'object' && at !== null ? (at as Schema) : false;
}

/** Whether a value may still become what a schema wants: by its kind, and by members that have to be certain words. */
function fits(schema: SchemaOrNot, root: Schema, value: unknown, depth = 0): boolean {
  if (typeof schema === 'boolean') return schema;
  if (value === undefined || depth > 8) return true;
  if (schema.$ref !== undefined && !fits(referred(schema.$ref, root), root, value, depth + 1)) return false;
  if (schema.allOf?.some((each) => !fits(each, root, value, depth + 1))) return false;
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOfType(value, type))) return false;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  return Object.entries(schema.properties ?? {}).every(([name, member]) => {
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given === undefined || typeof member === 'boolean') return true;
    if (member.const !== undefined) return member.const === given;
    return member.enum === undefined || member.enum.includes(given);
  });
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'integer' ? typeof value === 'number' : typeof value === type;
}

function stepsInto(schema: Schema, segment: string | number): readonly SchemaOrNot[] {
  if (typeof segment === 'number') return [schema.prefixItems?.[segment] ?? schema.items].filter((each) => each !== undefined);
  const named = schema.properties?.[segment];
  if (named !== undefined) return [named];
  const matching = Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, each]) => (matches(pattern, segment) ? [each] : []));
  if (matching.length > 0) return matching;
  return schema.additionalProperties === undefined ? [] : [schema.additionalProperties];
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
