import { isDeepStrictEqual } from 'node:util';

/* What fits a schema, for the few words that tests use: once by JSON Schema's rules, once by Gemini's. */

type Any = Record<string, unknown>;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isObject = (value: unknown): value is Any => typeof value === 'object' && value !== null && !Array.isArray(value);

const isOf = (type: string, value: unknown): boolean =>
  type === 'null'
    ? value === null
    : type === 'array'
      ? Array.isArray(value)
      : type === 'object'
        ? isObject(value)
        : type === 'integer'
          ? Number.isInteger(value)
          : typeof value === type;

export function fitsJsonSchema(schema: Any, value: unknown, root: Any): boolean {
  const fits = (each: unknown, other = value) => fitsJsonSchema(each as Any, other, root);
  if (schema['$ref'] !== undefined && !fits((root['$defs'] as Any)['d'])) return false;
  if (schema['type'] !== undefined && ![schema['type']].flat().some((type) => isOf(type as string, value))) return false;
  if ('const' in schema && !isDeepStrictEqual(schema['const'], value)) return false;
  if (schema['enum'] && !list(schema['enum']).some((each) => isDeepStrictEqual(each, value))) return false;
  if (schema['anyOf'] && !list(schema['anyOf']).some((each) => fits(each))) return false;
  if (schema['oneOf'] && list(schema['oneOf']).filter((each) => fits(each)).length !== 1) return false;
  return limits(schema, value) && members(schema, value, fits);
}

export function fitsSchema(schema: Any, value: unknown): boolean {
  if (schema['nullable'] === true && value === null) return true;
  if (schema['anyOf']) return list(schema['anyOf']).some((each) => fitsSchema(each as Any, value));
  if (schema['type'] !== undefined && !isOf((schema['type'] as string).toLowerCase(), value)) return false;
  if (schema['enum'] && !list(schema['enum']).includes(value)) return false;
  return limits(schema, value) && members(schema, value, (each, other) => fitsSchema(each as Any, other));
}

function limits(schema: Any, value: unknown): boolean {
  const within = (size: number, least: string, most: string) =>
    size >= Number(schema[least] ?? -Infinity) && size <= Number(schema[most] ?? Infinity);
  if (typeof value === 'string') return within(Array.from(value).length, 'minLength', 'maxLength');
  if (typeof value === 'number') return within(value, 'minimum', 'maximum') && value < Number(schema['exclusiveMaximum'] ?? Infinity);
  return !Array.isArray(value) || within(value.length, 'minItems', 'maxItems');
}

/** An object has no members but those named: in Gemini's schemas always, in these tests everywhere. */
function members(schema: Any, value: unknown, fits: (schema: unknown, value: unknown) => boolean): boolean {
  if (Array.isArray(value)) return schema['items'] === undefined || value.every((each) => fits(schema['items'], each));
  const closed = typeof schema['type'] === 'string' && schema['type'].toLowerCase() === 'object';
  if (!isObject(value) || !closed) return true;
  const properties = (schema['properties'] ?? {}) as Any;
  return (
    list(schema['required']).every((name) => (name as string) in value) &&
    Object.entries(value).every(([name, each]) => name in properties && fits(properties[name], each))
  );
}
