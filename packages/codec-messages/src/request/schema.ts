import type { Json } from '@sluice/provider-sdk';
import { cannot, isJson, listIn, textIn } from '@sluice/provider-sdk/chat';
import { areApart, targetOf } from './schema-branches.ts';

/**
 * A JSON Schema in the part of the language that answers can be held to. Whatever fits the new schema fits the given
 * one, and nothing that fits the given one is lost but members that it does not name. What cannot be said so is refused
 * by its path.
 *
 * Source: Anthropic's page on structured outputs, as the SDKs of 2026-08 follow it: no bounds, no `not`, no conditions,
 * no recursion, every object closed.
 *
 * @throws FaultError `invalid_request` whose `param` is the path of the keyword.
 */
export const closedSchema = (schema: Json, path: string): Json => closed(schema, path, { root: schema, path, seen: [], ended: new Set() });

interface Place {
  readonly root: Json;
  readonly path: string;
  /** The definitions that this place is inside of. */
  readonly seen: readonly string[];
  /** Definitions that were followed to their end: each once, however often it is named. */
  readonly ended: Set<string>;
}

/** Said as they came. */
const KEPT: ReadonlySet<string> = new Set(['type', 'enum', 'const', 'title', 'description', 'default', 'required']);

/** Would be lost if left out, unless they have the value that says nothing. */
const REFUSED: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  // What every integer of a JavaScript schema library is held to: the safe integers, which is no bound that anybody meant.
  ['minimum', Number.MIN_SAFE_INTEGER],
  ['maximum', Number.MAX_SAFE_INTEGER],
  ['exclusiveMinimum', false],
  ['exclusiveMaximum', false],
  ['minLength', 0],
  ['uniqueItems', false],
  ['minProperties', 0],
  ['unevaluatedProperties', false],
  ['unevaluatedItems', false],
  ...[
    ['multipleOf', 'maxLength', 'maxItems', 'maxProperties', 'not', 'if', 'then', 'else'],
    ['dependentRequired', 'dependentSchemas', 'dependencies', 'patternProperties', 'propertyNames'],
    ['contains', 'minContains', 'maxContains', 'prefixItems', 'additionalItems', '$dynamicRef', '$recursiveRef'],
  ]
    .flat()
    .map((name) => [name, undefined] as const),
]);

/** Formats that answers are held to; others say nothing in JSON Schema either. */
const FORMATS: ReadonlySet<unknown> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** Look-around, back references and word borders are not understood. */
const HARD_PATTERN = /\(\?|\\[bBkpP1-9]/;

function closed(given: unknown, path: string, place: Place): Json {
  if (given === true) return {};
  if (!isJson(given)) throw cannot(path, 'must be a JSON Schema');
  const schema = unwrapped(given, path);
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (REFUSED.has(name)) refuse(name, value, `${path}.${name}`);
    else if (KEPT.has(name)) result[name] = value;
    else Object.assign(result, keyword(name, value, `${path}.${name}`, place));
  }
  return isObjectSchema(schema) ? { ...result, ...closedObject(schema, path) } : result;
}

function refuse(name: string, value: unknown, path: string): void {
  if (value !== undefined && value !== null && value !== REFUSED.get(name)) throw cannot(path, `answers cannot be held to "${name}"`);
}

/** What a keyword with schemas or limits in it becomes; words that only describe become nothing. */
function keyword(name: string, value: unknown, path: string, place: Place): Json {
  switch (name) {
    case 'properties':
    case '$defs':
    case 'definitions':
      if (!isJson(value)) throw cannot(path, 'must be an object');
      // Definitions are looked at where they are used too; here it is enough that each can be said.
      return { [name]: mapped(value, path, place) };
    case 'items':
      return { items: closed(value, path, place) };
    case 'anyOf':
      return { anyOf: branches(value, path, place) };
    case 'oneOf':
      if (!areApart(listIn(value), place.root)) throw cannot(path, 'no more than "anyOf" can be asked, and these choices overlap');
      return { anyOf: branches(value, path, place) };
    case 'allOf':
      throw cannot(path, 'answers cannot be held to several schemas at once');
    case '$ref':
      return { $ref: followed(value, path, place) };
    case 'minItems':
      if (value !== 0 && value !== 1) throw cannot(path, 'no list can be made to have more than one item');
      return { minItems: value };
    case 'pattern':
      if (typeof value !== 'string' || HARD_PATTERN.test(value)) throw cannot(path, 'this pattern is more than answers can be held to');
      return { pattern: value };
    case 'format':
      return FORMATS.has(value) ? { format: value } : {};
    default:
      return {};
  }
}

const mapped = (schemas: Json, path: string, place: Place): Json =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema, `${path}.${name}`, place)]));

const branches = (value: unknown, path: string, place: Place): readonly Json[] =>
  listIn(value).map((schema, index) => closed(schema, `${path}[${index}]`, place));

/** A definition that leads back to itself has no end, and is refused. */
function followed(ref: unknown, path: string, place: Place): string {
  const target = targetOf(ref, place.root);
  if (typeof ref !== 'string' || target === undefined) throw cannot(path, 'must name a definition in the same schema');
  if (ref === '#' || place.seen.includes(ref)) throw cannot(path, 'a schema may not contain itself');
  if (!place.ended.has(ref)) closed(target, place.path + ref.slice(1).replaceAll('/', '.'), { ...place, seen: [...place.seen, ref] });
  place.ended.add(ref);
  return ref;
}

/** `allOf` of one is that one. */
function unwrapped(schema: Json, path: string): Json {
  const all = listIn(schema['allOf']);
  if (all.length !== 1 || !isJson(all[0])) return schema;
  const { allOf: _, ...rest } = schema;
  const clash = Object.keys(all[0]).find((name) => name in rest && !['title', 'description'].includes(name));
  if (clash !== undefined) throw cannot(`${path}.allOf`, 'answers cannot be held to several schemas at once');
  return { ...all[0], ...rest };
}

const isObjectSchema = (schema: Json) =>
  schema['type'] === 'object' || listIn(schema['type']).includes('object') || isJson(schema['properties']);

function closedObject(schema: Json, path: string): Json {
  const more = schema['additionalProperties'];
  if (more !== undefined && more !== null && more !== false) {
    throw cannot(`${path}.additionalProperties`, 'every member must be named: only objects without others can be asked for');
  }
  if (more !== false && !isJson(schema['properties'])) {
    throw cannot(`${path}.properties`, 'every member must be named: an object of any members cannot be asked for');
  }
  const required = listIn(schema['required']).filter((name) => textIn(name) !== undefined);
  return { type: schema['type'] ?? 'object', ...(required.length > 0 && { required }), additionalProperties: false };
}
