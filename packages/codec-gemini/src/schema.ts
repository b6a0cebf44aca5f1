import { wordOf, type Json } from '@sluice/provider-sdk';
import { cannot, isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';
import { disjoint } from './schema-disjoint.ts';
import { limitsOf, refuseBeyond, remarksOf } from './schema-keywords.ts';
import { resolveRef } from './schema-refs.ts';
import { valuesSchemas } from './schema-values.ts';

/**
 * JSON Schema as the subset of OpenAPI's Schema that models before Gemini 2.5 take: the same values fit. What cannot be
 * said is refused by its path. An object is taken to have no members but those named, whatever `additionalProperties`
 * says of others, because the model writes only those.
 * Source: ai.google.dev API reference, `Schema`, and structured output, 2026-08.
 */
export const responseSchema = (schema: Json, path: string): Json => new Rewriting(schema).schema(schema, path, ['#']);

/** The same for what a function takes; undefined where it takes nothing. */
export function parametersSchema(schema: Json, path: string): Json | undefined {
  const rewritten = responseSchema(schema, path);
  return rewritten['type'] === 'OBJECT' && rewritten['properties'] === undefined ? undefined : rewritten;
}

/** How often a thing may be spelled out anew: references that branch make a small text large without end. */
const MOST_SCHEMAS = 5000;

class Rewriting {
  readonly #root: Json;
  #written = 0;

  constructor(root: Json) {
    this.#root = root;
  }

  schema(given: unknown, path: string, within: readonly string[]): Json {
    if (given === true) return {};
    if (!isJson(given)) throw cannot(path, 'must be a JSON Schema that something fits');
    this.#written += 1;
    if (this.#written > MOST_SCHEMAS)
      throw cannot(path, 'this model takes no references, and with them spelled out the schema is too large');
    if (given['$ref'] !== undefined) {
      const found = resolveRef(this.#root, given['$ref'], within, path);
      const { $ref: _ref, ...beside } = given;
      this.#alone(beside, path, '$ref');
      return this.schema({ ...found.schema, ...remarksOf(beside) }, path, found.within);
    }
    refuseBeyond(given, path);
    const { allOf, anyOf, oneOf } = given;
    if (allOf !== undefined) return this.#all(given, path, within);
    if (anyOf !== undefined || oneOf !== undefined) return this.#any(given, path, within);
    return this.#plain(given, path, within);
  }

  #all({ allOf, ...beside }: Json, path: string, within: readonly string[]): Json {
    const [only, more] = listIn(allOf);
    if (!isJson(only) || more !== undefined) throw cannot(`${path}.allOf`, 'this model’s schemas have no word for it');
    this.#alone(beside, path, 'allOf');
    return this.schema({ ...only, ...remarksOf(beside) }, path, within);
  }

  #any({ anyOf, oneOf, ...beside }: Json, path: string, within: readonly string[]): Json {
    const name = anyOf === undefined ? 'oneOf' : 'anyOf';
    const branches = listIn(anyOf ?? oneOf);
    if (branches.length === 0 || (anyOf !== undefined && oneOf !== undefined))
      throw cannot(`${path}.${name}`, 'must be a list of schemas, and the only one');
    const resolve = (schema: Json) => (schema['$ref'] === undefined ? schema : resolveRef(this.#root, schema['$ref'], [], path).schema);
    if (
      name === 'oneOf' &&
      !disjoint(
        branches.map((branch) => jsonIn(branch) ?? {}),
        resolve,
      )
    ) {
      throw cannot(`${path}.oneOf`, 'this model has "any of" alone, and more than one of these may fit');
    }
    const { type, ...others } = beside;
    this.#alone(others, path, name);
    const typed = (branch: unknown) =>
      type !== undefined && isJson(branch) && !('type' in branch || '$ref' in branch) ? { type, ...branch } : branch;
    if (type !== undefined && branches.some((branch) => isJson(branch) && '$ref' in branch))
      throw cannot(`${path}.type`, `must stand inside ${name}`);
    if (
      type !== undefined &&
      branches.some((branch) => isJson(branch) && 'type' in branch && JSON.stringify(branch['type']) !== JSON.stringify(type))
    ) {
      throw cannot(`${path}.type`, `must be the same inside ${name}`);
    }
    return anyOfThese(
      branches.map((branch, index) => this.schema(typed(branch), `${path}.${name}[${index}]`, within)),
      remarksOf(beside),
    );
  }

  #plain(given: Json, path: string, within: readonly string[]): Json {
    const types = typesOf(given, path);
    const values = 'const' in given ? [given['const']] : given['enum'];
    if (values !== undefined) return this.#values(values, given, types, 'const' in given ? `${path}.const` : `${path}.enum`);
    if (types.length === 0) return this.#untyped(given, path);
    return anyOfThese(
      types.map((type) => this.#typed(type, given, path, within)),
      remarksOf(given),
    );
  }

  #values(values: unknown, given: Json, types: readonly string[], path: string): Json {
    // Limits beside values only take some of them away, and whoever wrote both meant the values.
    const fits = listIn(values).filter((value) => types.length === 0 || types.some((type) => isOf(type, value)));
    return anyOfThese(valuesSchemas(fits, path), remarksOf(given));
  }

  /** Anything fits, as far as no limit speaks of a type that it does not name. */
  #untyped(given: Json, path: string): Json {
    for (const type of ['STRING', 'NUMBER', 'ARRAY', 'OBJECT']) {
      const limited = Object.keys(limitsOf({ ...given, format: undefined }, type, path))[0];
      if (limited !== undefined) throw cannot(`${path}.type`, `must be there beside "${limited}"`);
    }
    return remarksOf(given);
  }

  #typed(type: string, given: Json, path: string, within: readonly string[]): Json {
    const limits = limitsOf(given, type, path);
    if (type === 'ARRAY') return { type, items: this.schema(given['items'] ?? true, `${path}.items`, within), ...limits };
    if (type === 'OBJECT') return { type, ...this.#members(given, path, within), ...limits };
    return { type, ...limits };
  }

  #members(given: Json, path: string, within: readonly string[]): Json {
    if (isJson(given['additionalProperties']) && Object.keys(given['additionalProperties']).length > 0) {
      throw cannot(`${path}.additionalProperties`, 'this model writes only members that are named');
    }
    const members = Object.entries(jsonIn(given['properties']) ?? {});
    const required = listIn(given['required']);
    const unknown = required.some((name) => !members.some(([member]) => member === name));
    if (unknown) throw cannot(`${path}.required`, 'names a member that is not among the properties');
    if (members.length === 0) return {};
    return {
      properties: Object.fromEntries(members.map(([name, schema]) => [name, this.schema(schema, `${path}.properties.${name}`, within)])),
      ...(required.length > 0 && { required }),
      ...(given['propertyOrdering'] !== undefined && { propertyOrdering: given['propertyOrdering'] }),
    };
  }

  /** Two sets of rules at once cannot be said; remarks and definitions rule nothing. */
  #alone(beside: Json, path: string, name: string): void {
    const rule = Object.keys(beside).find((each) => RULES.has(each));
    if (rule !== undefined) throw cannot(`${path}.${rule}`, `cannot stand beside ${name} in this model’s schemas`);
  }
}

const RULES: ReadonlySet<string> = new Set(
  (
    'type enum const properties required items additionalProperties minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength ' +
    'pattern minItems maxItems minProperties maxProperties allOf anyOf oneOf not if $ref'
  ).split(' '),
);

/** Some schema of these: null among them is `nullable`, a single one needs no list. */
function anyOfThese(schemas: readonly Json[], remarks: Json): Json {
  const others = schemas.filter(({ type }) => type !== 'NULL');
  if (others.length === 0) return { type: 'NULL', ...remarks };
  const nullable = others.length < schemas.length ? { nullable: true } : {};
  return others.length === 1 ? { ...others[0], ...remarks, ...nullable } : { anyOf: others, ...remarks, ...nullable };
}

const TYPES = new Set(['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL']);

/** Members or items without a type are meant for an object or an array by everybody who leaves it out. */
function typesOf({ type, properties, items }: Json, path: string): readonly string[] {
  if (type === undefined) return properties === undefined ? (items === undefined ? [] : ['ARRAY']) : ['OBJECT'];
  const types = (Array.isArray(type) ? (type as readonly unknown[]) : [type]).map((each) => wordOf(each).toUpperCase());
  const wrong = types.find((each) => !TYPES.has(each));
  if (wrong !== undefined || types.length === 0) throw cannot(`${path}.type`, 'must be a type of JSON Schema');
  // A whole number is a number.
  return types.includes('NUMBER') ? types.filter((each) => each !== 'INTEGER') : types;
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'NULL') return value === null;
  if (type === 'INTEGER') return Number.isInteger(value);
  return typeof value === type.toLowerCase();
}
