import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import { _ } from 'ajv/dist/compile/codegen/index.js';
import refKeyword from 'ajv/dist/vocabularies/core/ref.js';
import { compileRegex } from '../safe-regex.ts';
import { isRecord, type JsonRecord } from '../subject.ts';

/** Whether a value is as a schema says. */
export type JsonValidator = (value: unknown) => boolean;

/** The library takes two patterns for one if they have the same `toString()`. */
const namedRegex = (pattern: string, flags: string) => ({ ...compileRegex(pattern, flags), toString: () => `/${pattern}/${flags}` });

const LARGEST_SCHEMA = 64 * 1024;
const DEEPEST_SCHEMA = 64;

/** Followed references in one validation: with two in each of forty definitions, a small schema would never end. */
const MOST_REFERENCES = 100_000;

/** Set back before each validation, which is never interrupted. */
let references = 0;

function countReference(): void {
  if (++references > MOST_REFERENCES) throw new Error('the schema follows too many references');
}

/** A library's instance keeps a little of every schema it ever compiled, so it is left after this many. */
const SCHEMAS_PER_INSTANCE = 500;

/** Built for the first schema: most configs have none, and building takes longer than compiling. */
let shared: { readonly ajv: Ajv2020; left: number } | undefined;

function sharedAjv(): Ajv2020 {
  if (!shared || shared.left-- === 0) shared = { ajv: buildAjv(), left: SCHEMAS_PER_INSTANCE };
  return shared.ajv;
}

function buildAjv(): Ajv2020 {
  const built = new Ajv2020({
    strict: false,
    logger: false,
    validateFormats: false,
    // A definition copied to all its uses makes a small schema large.
    inlineRefs: false,
    code: { regExp: Object.assign(namedRegex, { code: 'namedRegex' }) },
  });
  // The library compares every item with every other.
  built.removeKeyword('uniqueItems');
  built.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', errors: false, validate: hasUniqueItems });
  const { default: reference } = refKeyword;
  built.removeKeyword('$ref');
  built.addKeyword({
    ...reference,
    code(context, rule) {
      context.gen.code(_`${context.gen.scopeValue('func', { ref: countReference })}()`);
      reference.code(context, rule);
    },
  });
  return built;
}

/**
 * Compiles a JSON Schema of draft 2020-12 that somebody sent us.
 *
 * @throws Error saying what is wrong with it.
 */
export function compileSchema(schema: JsonRecord): JsonValidator {
  if (JSON.stringify(schema).length > LARGEST_SCHEMA) throw new Error(`the schema is larger than ${LARGEST_SCHEMA / 1024} KB`);
  refuseForeign(schema, 0);
  // These name the schema for others; a draft-07 schema is nearly always good as 2020-12.
  const { $schema: _schema, $id: _id, ...rest } = schema;
  const own: SchemaObject = rest;
  const ajv = sharedAjv();
  // Compiling validates the schema, by a schema with references of its own.
  references = 0;
  try {
    const validate = ajv.compile(own);
    return (value) => {
      references = 0;
      return validate(value);
    };
  } finally {
    // It would be found again by its identity only, and nobody asks.
    ajv.removeSchema(own);
  }
}

/** What reaches outside the schema, or would keep it in the shared validator. */
function refuseForeign(value: unknown, depth: number): void {
  if (depth > DEEPEST_SCHEMA) throw new Error(`the schema is nested deeper than ${DEEPEST_SCHEMA} levels`);
  if (Array.isArray(value)) value.forEach((item) => refuseForeign(item, depth + 1));
  if (!isRecord(value)) return;
  const { $ref: reference, $id: id, $dynamicRef: dynamic, $recursiveRef: recursive, $async: isAsync } = value;
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    throw new Error(
      `"$ref": ${JSON.stringify(reference.slice(0, 200))} leads outside the schema; copy it to "$defs" and refer to "#/$defs/…"`,
    );
  }
  if (typeof id === 'string' && depth > 0) throw new Error('"$id" inside a schema is not supported; refer to "#/$defs/…"');
  if (typeof dynamic === 'string' || typeof recursive === 'string') throw new Error('"$dynamicRef" is not supported; use "$ref"');
  if (isAsync === true) throw new Error('"$async" is not supported');
  for (const member of Object.values(value)) refuseForeign(member, depth + 1);
}

function hasUniqueItems(wanted: boolean, items: readonly unknown[]): boolean {
  return !wanted || new Set(items.map((item) => JSON.stringify(sorted(item)))).size === items.length;
}

/** Objects are equal whatever the order of their members. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
