import type { SafeRegex } from '../guards/safe-regex.ts';
import { holdsCredential } from './credential-field.ts';
import { OPERATORS, type Test } from './operators.ts';
import type { Finding, Query, Values } from './query.ts';

/** A query that cannot be asked. */
export class QueryError extends Error {
  /** Where in the query, below its own place. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/** Compiles a pattern that somebody sent, or throws an Error saying why not. */
export type CompileRegex = (pattern: string) => SafeRegex;

/** What a query may ask about. */
const FIELD = /^(?:(?:metadata|params|headers)\..+|url\.pathname)$/s;

/** More of these than anybody writes; a query from outside must not be able to cost more than the request. */
const MOST_TEXT_FOR_A_PATTERN = 64 * 1024;

/**
 * Reads a query. All its members have to hold: the original looks at nothing beside `$or`, `$and` and `$regex`.
 *
 * @param compile Makes patterns of the texts behind `$regex`.
 * @throws QueryError naming the place and the cure.
 */
export function readQuery(query: unknown, compile: CompileRegex, path: readonly (string | number)[] = []): Query {
  if (!isRecord(query)) throw new QueryError(path, 'must be an object such as {"metadata.plan": {"$eq": "paid"}}');
  const members = Object.entries(query);
  if (members.length === 0) throw new QueryError(path, 'must name at least one field');
  return all(members.map(([name, operand]) => readMember(name, operand, compile, [...path, name])));
}

function readMember(name: string, operand: unknown, compile: CompileRegex, path: readonly (string | number)[]): Query {
  if (name === '$or' || name === '$and') {
    if (!Array.isArray(operand) || operand.length === 0) throw new QueryError(path, 'must be a list of queries');
    const parts = operand.map((part: unknown, index) => readQuery(part, compile, [...path, index]));
    return name === '$or' ? any(parts) : all(parts);
  }
  if (!FIELD.test(name))
    throw new QueryError(path, 'is no field of a request: conditions ask about metadata.NAME, params.NAME, headers.NAME and url.pathname');
  if (!isRecord(operand)) return asking(name, '$eq', operand, OPERATORS['$eq']!(operand));
  const tests = Object.entries(operand).map(([operator, value]) =>
    asking(name, operator, value, readTest(operator, value, compile, [...path, operator])),
  );
  if (tests.length === 0) throw new QueryError(path, 'must hold an operator such as $eq');
  return all(tests);
}

function readTest(operator: string, operand: unknown, compile: CompileRegex, path: readonly (string | number)[]): Test {
  if (operator === '$regex') return readPattern(operand, compile, path);
  const make = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!make) throw new QueryError(path, `is not an operator: there are ${[...Object.keys(OPERATORS), '$regex', '$and', '$or'].join(', ')}`);
  if ((operator === '$in' || operator === '$nin') && !Array.isArray(operand)) throw new QueryError(path, 'must be a list of values');
  return make(operand);
}

function readPattern(operand: unknown, compile: CompileRegex, path: readonly (string | number)[]): Test {
  if (typeof operand !== 'string') throw new QueryError(path, 'must be a regular expression as text');
  try {
    const pattern = compile(operand);
    return (value) => value !== undefined && value !== null && pattern.test(asText(value).slice(0, MOST_TEXT_FOR_A_PATTERN));
  } catch (error) {
    throw new QueryError(path, (error as Error).message);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Characters of a value that an explanation shows: a message may be a book. */
const LONGEST_SHOWN = 80;

const shown = (value: unknown) => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
};

const hidden = (value: unknown) => (value === undefined ? 'nothing' : '[redacted]');

const asking = (field: string, operator: string, operand: unknown, test: Test): Query => ({
  holds: (values) => test(values.value(field)),
  explain(values) {
    const value = values.value(field);
    const show = holdsCredential(field) ? hidden : shown;
    return { holds: test(value), text: `${field} ${operator} ${show(operand)} (is ${show(value)})` };
  },
});

const all = (parts: readonly Query[]): Query =>
  parts.length === 1
    ? parts[0]!
    : {
        holds: (values) => parts.every((part) => part.holds(values)),
        explain: (values) => joined(parts, values, 'and', (found) => found.every(holds)),
      };

const any = (parts: readonly Query[]): Query =>
  parts.length === 1
    ? parts[0]!
    : {
        holds: (values) => parts.some((part) => part.holds(values)),
        explain: (values) => joined(parts, values, 'or', (found) => found.some(holds)),
      };

const holds = (finding: Finding) => finding.holds;

function joined(parts: readonly Query[], values: Values, word: string, verdict: (found: readonly Finding[]) => boolean): Finding {
  const found = parts.map((part) => part.explain(values));
  return { holds: verdict(found), text: `(${found.map(({ text }) => text).join(` ${word} `)})` };
}
