import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';

/**
 * Whether no value fits two of these schemas, so that "exactly one of" is the same as "any of". Says so only where
 * their types, their values, or the values of a member that both require keep them apart. Schemas have their
 * references spelled out by `resolve`.
 */
export const disjoint = (schemas: readonly Json[], resolve: (schema: Json) => Json): boolean =>
  schemas.every((one, index) => schemas.slice(index + 1).every((other) => apart(resolve(one), resolve(other), resolve)));

function apart(one: Json, other: Json, resolve: (schema: Json) => Json): boolean {
  const values = valuesOf(one);
  const others = valuesOf(other);
  if (values && others) return !values.some((value) => others.includes(value));
  const types = typesOf(one);
  const otherTypes = typesOf(other);
  if (!types || !otherTypes) return false;
  if (!types.some((type) => otherTypes.some((each) => overlap(type, each)))) return true;
  return types.length === 1 && otherTypes.length === 1 && types[0] === 'object' && apartByMember(one, other, resolve);
}

const overlap = (one: string, other: string) => one === other || (isNumber(one) && isNumber(other));

const isNumber = (type: string) => type === 'number' || type === 'integer';

function valuesOf(schema: Json): readonly unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined;
}

function typesOf(schema: Json): readonly string[] | undefined {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  return valuesOf(schema)?.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value));
}

function apartByMember(one: Json, other: Json, resolve: (schema: Json) => Json): boolean {
  const members = jsonIn(one['properties']) ?? {};
  const others = jsonIn(other['properties']) ?? {};
  const required = listIn(other['required']);
  return listIn(one['required']).some((name) => {
    if (typeof name !== 'string' || !required.includes(name)) return false;
    const [here, there] = [members[name], others[name]];
    if (!isJson(here) || !isJson(there)) return false;
    const [values, otherValues] = [valuesOf(resolve(here)), valuesOf(resolve(there))];
    return values !== undefined && otherValues !== undefined && !values.some((value) => otherValues.includes(value));
  });
}
