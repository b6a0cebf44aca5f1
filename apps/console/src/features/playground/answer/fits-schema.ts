import { isObject } from '../request/read-json.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Nobody reads more. */
const MOST_FAULTS = 12;

/** Schemas that name themselves would be followed for ever. */
const DEEPEST = 60;

/**
 * Where an answer is not what a JSON schema asks for: a sentence for each place, none where it fits. It knows the words that
 * providers take in schemas of answers; formats and patterns it leaves to them.
 */
export function faultsBySchema(value: unknown, schema: Schema): readonly string[] {
  return [...faults(value, schema, { root: schema, place: 'the answer', depth: 0 })].slice(0, MOST_FAULTS);
}

interface Where {
  readonly root: Schema;
  readonly place: string;
  readonly depth: number;
}

function* faults(value: unknown, given: unknown, where: Where): Generator<string> {
  if (given === false) yield `${where.place} must not be there`;
  if (!isObject(given) || where.depth > DEEPEST) return;
  const schema = typeof given['$ref'] === 'string' ? found(given['$ref'], where.root) : given;
  if (!isObject(schema)) return;
  const { place } = where;
  if (schema !== given) return yield* faults(value, schema, deeper(where, place));
  if (schema['type'] !== undefined && !typesOf(schema).some((type) => isOfType(value, type)))
    return yield `${place} is ${wordFor(value)}, and must be ${typesOf(schema).join(' or ')}`;
  const { enum: choices, anyOf, oneOf, allOf } = schema;
  if (Array.isArray(choices) && !choices.some((choice) => isSame(choice, value)))
    yield `${place} must be one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  if ('const' in schema && !isSame(schema['const'], value)) yield `${place} must be ${JSON.stringify(schema['const'])}`;
  for (const choices_ of [anyOf, oneOf])
    if (Array.isArray(choices_) && !choices_.some((each) => faults(value, each, deeper(where, place)).next().done))
      yield `${place} is none of the forms that it may have`;
  if (Array.isArray(allOf)) for (const each of allOf) yield* faults(value, each, deeper(where, place));
  yield* ofNumbers(value, schema, place);
  if (isObject(value)) yield* ofMembers(value, schema, where);
  if (Array.isArray(value)) yield* ofItems(value, schema, where);
}

function* ofNumbers(value: unknown, schema: Schema, place: string): Generator<string> {
  const limit = (name: string) => (typeof schema[name] === 'number' ? schema[name] : undefined);
  const size = typeof value === 'number' ? value : typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
  if (size === undefined) return;
  const [least, most] =
    typeof value === 'number' ? ['minimum', 'maximum'] : Array.isArray(value) ? ['minItems', 'maxItems'] : ['minLength', 'maxLength'];
  if (size < (limit(least!) ?? -Infinity)) yield `${place} is below its ${least} of ${limit(least!)}`;
  if (size > (limit(most!) ?? Infinity)) yield `${place} is above its ${most} of ${limit(most!)}`;
}

function* ofMembers(value: Schema, schema: Schema, where: Where): Generator<string> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const name of required) if (typeof name === 'string' && !Object.hasOwn(value, name)) yield `${where.place} lacks “${name}”`;
  for (const [name, member] of Object.entries(value)) {
    const wanted = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
    if (wanted === false) yield `${where.place} has “${name}”, which the schema does not know`;
    else yield* faults(member, wanted, deeper(where, `“${name}”`));
  }
}

function* ofItems(value: readonly unknown[], schema: Schema, where: Where): Generator<string> {
  for (const [index, item] of value.entries()) yield* faults(item, schema['items'], deeper(where, `${where.place}, item ${index + 1},`));
}

const deeper = ({ root, depth }: Where, place: string): Where => ({ root, place, depth: depth + 1 });

const typesOf = ({ type }: Schema): readonly unknown[] => (Array.isArray(type) ? type : [type]);

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'array' ? Array.isArray(value) : type === 'object' ? isObject(value) : type === wordFor(value);
}

const wordFor = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** `#/$defs/step` */
function found(reference: string, root: Schema): unknown {
  const names = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  return names.reduce<unknown>(
    (at, name) => (isObject(at) ? at[decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
    root,
  );
}
