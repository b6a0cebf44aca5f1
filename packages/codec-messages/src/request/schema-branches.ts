import type { Json } from '@sluice/provider-sdk';
import { isJson, listIn } from '@sluice/provider-sdk/chat';

/** The definition that a local reference names. */
export function targetOf(ref: unknown, root: Json): Json | undefined {
  if (typeof ref !== 'string' || !ref.startsWith('#')) return undefined;
  let at: unknown = root;
  for (const step of ref.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isJson(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return isJson(at) ? at : undefined;
}

/** Every two are compared: more than anybody writes by hand would only cost. */
const MOST_BRANCHES = 200;

/** Whether nothing can fit two of the schemas, so that "one of" and "any of" are the same. */
export function areApart(schemas: readonly unknown[], root: Json): boolean {
  if (schemas.length > MOST_BRANCHES) return false;
  const plain = schemas.map((schema) => resolved(schema, root));
  return plain.every((one, index) => plain.slice(index + 1).every((other) => arePairApart(one, other)));
}

function resolved(schema: unknown, root: Json): Json {
  if (!isJson(schema)) return {};
  return targetOf(schema['$ref'], root) ?? schema;
}

function arePairApart(one: Json, other: Json): boolean {
  if (haveNoCommon(typesOf(one), typesOf(other)) || haveNoCommon(valuesOf(one), valuesOf(other))) return true;
  const properties = isJson(one['properties']) ? one['properties'] : {};
  const others = isJson(other['properties']) ? other['properties'] : {};
  // A member that both must have and that can never be the same: what a discriminator is.
  return Object.keys(properties).some(
    (name) =>
      listIn(one['required']).includes(name) &&
      listIn(other['required']).includes(name) &&
      haveNoCommon(valuesOf(properties[name]), valuesOf(others[name])),
  );
}

const haveNoCommon = (one: readonly unknown[] | undefined, other: readonly unknown[] | undefined) =>
  one !== undefined && other !== undefined && !one.some((value) => other.includes(value));

/** The types that fit, where that is said; an integer is a number too. */
function typesOf({ type }: Json): readonly unknown[] | undefined {
  const types = typeof type === 'string' ? [type] : listIn(type);
  return types.length === 0 ? undefined : types.map((each) => (each === 'integer' ? 'number' : each));
}

/** The values that fit, where they are listed. Objects and lists cannot be told apart by looking. */
function valuesOf(schema: unknown): readonly unknown[] | undefined {
  if (!isJson(schema)) return undefined;
  const values = 'const' in schema ? [schema['const']] : listIn(schema['enum']);
  return values.length === 0 || values.some((value) => typeof value === 'object' && value !== null) ? undefined : values;
}
