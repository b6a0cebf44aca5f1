import { describe, expect, it } from '@jest/globals';
import { compileRegex } from '../guards/safe-regex.ts';
import { QueryError, readQuery } from './read-query.ts';

const values = (given: Readonly<Record<string, unknown>>) => ({ value: (name: string) => given[name] });

const holds = (query: unknown, given: Readonly<Record<string, unknown>> = {}) => readQuery(query, compileRegex).holds(values(given));

const PLAN = 'metadata.plan';

describe('an operator', () => {
  it.each([
    ['$eq', 'paid', 'paid', true],
    ['$eq', 'paid', 'free', false],
    ['$eq', 1, '1', true],
    ['$eq', '1', 1, true],
    ['$eq', true, 'true', true],
    ['$eq', 1, '1.0', false],
    ['$eq', 'paid', 'Paid', false],
    ['$eq', '', '', true],
    ['$eq', 0, '', false],
    ['$eq', 'paid', undefined, false],
    ['$eq', 'undefined', undefined, false],
    ['$eq', null, undefined, true],
    ['$eq', null, null, true],
    ['$eq', null, 'null', false],
    ['$eq', ['a', 1], ['a', 1], true],
    ['$eq', ['a', 1], [1, 'a'], false],
    ['$ne', 'paid', 'free', true],
    ['$ne', 'paid', 'paid', false],
    ['$ne', 1, '1', false],
    ['$ne', 'paid', undefined, true],
    ['$gt', 5, 6, true],
    ['$gt', 5, 5, false],
    ['$gt', 5, '6', true],
    ['$gt', '5', '10', true],
    ['$gt', 5, '6.5 dollars', true],
    ['$gt', 5, 'many', false],
    ['$gt', 5, undefined, false],
    ['$gt', 'many', 6, false],
    ['$gte', 5, 5, true],
    ['$gte', 5, 4.9, false],
    ['$gte', 5, undefined, false],
    ['$lt', 5, 4, true],
    ['$lt', 5, 5, false],
    ['$lt', 5, '-1', true],
    ['$lt', 5, undefined, false],
    ['$lte', 5, 5, true],
    ['$lte', 5, 5.1, false],
    ['$lte', 5, null, false],
    ['$in', ['a', 'b'], 'b', true],
    ['$in', ['a', 'b'], 'c', false],
    ['$in', [1, 2], '2', true],
    ['$in', ['a'], undefined, false],
    ['$in', [], 'a', false],
    ['$nin', ['a', 'b'], 'c', true],
    ['$nin', ['a', 'b'], 'a', false],
    ['$nin', [1, 2], '2', false],
    ['$nin', ['a'], undefined, true],
    ['$nin', [], 'a', true],
    ['$regex', '^pro', 'professional', true],
    ['$regex', '^pro', 'unprofessional', false],
    ['$regex', 'PRO', 'pro', false],
    ['$regex', '^1\\d$', 17, true],
    ['$regex', '"role":"user"', [{ role: 'user' }], true],
    ['$regex', '.*', undefined, false],
    ['$regex', '.*', null, false],
    ['$regex', '^$', '', true],
  ])('%s %j of %j is %s', (operator, operand, value, expected) => {
    expect(holds({ [PLAN]: { [operator]: operand } }, { [PLAN]: value })).toBe(expected);
  });

  it('is $eq where none stands before a value', () => {
    expect(holds({ [PLAN]: 'paid' }, { [PLAN]: 'paid' })).toBe(true);
    expect(holds({ [PLAN]: 7 }, { [PLAN]: '7' })).toBe(true);
    expect(holds({ [PLAN]: null }, {})).toBe(true);
    expect(holds({ [PLAN]: ['a'] }, { [PLAN]: ['a'] })).toBe(true);
    expect(holds({ [PLAN]: 'paid' }, { [PLAN]: 'free' })).toBe(false);
  });

  it('reads only the beginning of a very long text', () => {
    const book = `${'a'.repeat(64 * 1024)}end`;

    expect(holds({ 'params.input': { $regex: 'end' } }, { 'params.input': book })).toBe(false);
    expect(holds({ 'params.input': { $regex: '^a' } }, { 'params.input': book })).toBe(true);
  });

  it('answers twice alike', () => {
    const query = readQuery({ [PLAN]: { $regex: 'a' } }, compileRegex);

    expect([1, 2, 3].map(() => query.holds(values({ [PLAN]: 'a' })))).toEqual([true, true, true]);
  });
});

describe('members of a query', () => {
  const AB = { $or: [{ 'metadata.a': 1 }, { 'metadata.b': 1 }] };

  it.each([
    ['two fields, both', { 'metadata.a': 1, 'metadata.b': 1 }, { 'metadata.a': 1, 'metadata.b': 1 }, true],
    ['two fields, one', { 'metadata.a': 1, 'metadata.b': 1 }, { 'metadata.a': 1 }, false],
    ['two operators of a field, both', { 'metadata.a': { $gt: 1, $lt: 5 } }, { 'metadata.a': 3 }, true],
    ['two operators of a field, one', { 'metadata.a': { $gt: 1, $lt: 5 } }, { 'metadata.a': 7 }, false],
    ['an operator beside $regex', { 'metadata.a': { $regex: 'x', $ne: 'xy' } }, { 'metadata.a': 'xy' }, false],
    ['an operator before $regex', { 'metadata.a': { $ne: 'xy', $regex: 'z' } }, { 'metadata.a': 'xz' }, true],
    ['$or, the first', AB, { 'metadata.a': 1 }, true],
    ['$or, the second', AB, { 'metadata.b': 1 }, true],
    ['$or, none', AB, {}, false],
    ['$or of one', { $or: [{ 'metadata.a': 1 }] }, { 'metadata.a': 1 }, true],
    ['a field behind $or', { ...AB, 'metadata.c': 1 }, { 'metadata.a': 1 }, false],
    ['a field behind $or, both', { ...AB, 'metadata.c': 1 }, { 'metadata.a': 1, 'metadata.c': 1 }, true],
    ['a field before $or', { 'metadata.c': 1, ...AB }, { 'metadata.c': 1 }, false],
    ['$and, all', { $and: [{ 'metadata.a': 1 }, { 'metadata.b': 1 }] }, { 'metadata.a': 1, 'metadata.b': 1 }, true],
    ['$and, some', { $and: [{ 'metadata.a': 1 }, { 'metadata.b': 1 }] }, { 'metadata.a': 1 }, false],
    ['a field behind $and', { $and: [{ 'metadata.a': 1 }], 'metadata.c': 1 }, { 'metadata.a': 1 }, false],
    ['$or beside $and', { ...AB, $and: [{ 'metadata.c': 1 }, { 'metadata.d': 1 }] }, { 'metadata.a': 1, 'metadata.c': 1 }, false],
    ['$and in $or', { $or: [{ $and: [{ 'metadata.a': 1 }, { 'metadata.b': 1 }] }, { 'metadata.c': 1 }] }, { 'metadata.c': 1 }, true],
    ['$or in $and in $or', { $or: [{ $and: [AB, { 'metadata.c': 1 }] }] }, { 'metadata.b': 1, 'metadata.c': 1 }, true],
    ['$or in $and in $or, failing', { $or: [{ $and: [AB, { 'metadata.c': 1 }] }] }, { 'metadata.b': 1 }, false],
  ])('have all to hold: %s', (_, query, given, expected) => {
    expect(holds(query, given)).toBe(expected);
    expect(readQuery(query, compileRegex).explain(values(given)).holds).toBe(expected);
  });

  it('may ask about all that a request says', () => {
    const asked: string[] = [];
    const query = readQuery({ 'metadata.a.b': 1, 'params.messages.0.role': 1, 'headers.x-team': 1, 'url.pathname': 1 }, compileRegex);

    query.holds({ value: (name) => (asked.push(name), 1) });

    expect(asked).toEqual(['metadata.a.b', 'params.messages.0.role', 'headers.x-team', 'url.pathname']);
  });
});

describe('an explanation', () => {
  const explain = (query: unknown, given: Readonly<Record<string, unknown>>) => readQuery(query, compileRegex).explain(values(given)).text;

  it.each([
    ['a value', { [PLAN]: { $eq: 'paid' } }, { [PLAN]: 'free' }, 'metadata.plan $eq "paid" (is "free")'],
    ['a bare value', { [PLAN]: 'paid' }, {}, 'metadata.plan $eq "paid" (is nothing)'],
    ['a list', { [PLAN]: { $in: ['a', 1] } }, { [PLAN]: 1 }, 'metadata.plan $in ["a",1] (is 1)'],
    ['a null', { [PLAN]: { $ne: null } }, { [PLAN]: null }, 'metadata.plan $ne null (is null)'],
    ['a range', { 'params.n': { $gt: 1, $lt: 5 } }, { 'params.n': 3 }, '(params.n $gt 1 (is 3) and params.n $lt 5 (is 3))'],
    [
      'a choice',
      { $or: [{ 'metadata.a': 1 }, { 'metadata.b': 2 }] },
      {},
      '(metadata.a $eq 1 (is nothing) or metadata.b $eq 2 (is nothing))',
    ],
    ['a long value', { 'params.x': { $eq: 'y' } }, { 'params.x': 'z'.repeat(1000) }, `params.x $eq "y" (is "${'z'.repeat(79)}…)`],
  ])('shows what decided: %s', (_, query, given, text) => {
    expect(explain(query, given)).toBe(text);
  });

  it.each([
    'headers.authorization',
    'headers.Authorization',
    'headers.proxy-authorization',
    'headers.x-api-key',
    'headers.x-portkey-api-key',
    'headers.cookie',
    'headers.x-portkey-aws-session-token',
    'headers.x-portkey-aws-secret-access-key',
    'headers.x-portkey-vertex-service-account-json',
    'headers.x-portkey-config',
  ])('shows neither what %s holds nor what it is compared with', (field) => {
    const text = explain({ [field]: { $eq: 'sk-stored' } }, { [field]: 'sk-sent' });

    expect(text).toBe(`${field} $eq [redacted] (is [redacted])`);
  });

  it('shows that a credential is missing', () => {
    expect(explain({ 'headers.authorization': { $ne: 'sk-stored' } }, {})).toBe('headers.authorization $ne [redacted] (is nothing)');
  });

  it.each(['headers.x-team', 'metadata.token', 'params.max_tokens'])('shows what %s holds', (field) => {
    expect(explain({ [field]: 'a' }, { [field]: 'b' })).toBe(`${field} $eq "a" (is "b")`);
  });
});

describe('a query that cannot be asked', () => {
  it.each([
    ['no object', 'paid', [], 'must be an object'],
    ['null', null, [], 'must be an object'],
    ['a list', [], [], 'must be an object'],
    ['an empty object', {}, [], 'must name at least one field'],
    ['no field', { plan: 'paid' }, ['plan'], 'is no field of a request'],
    ['a field without a name', { 'metadata.': 1 }, ['metadata.'], 'is no field of a request'],
    ['another part of the url', { 'url.query': 1 }, ['url.query'], 'is no field of a request'],
    ['an operator at the top', { $eq: 1 }, ['$eq'], 'is no field of a request'],
    ['an operator that is none', { [PLAN]: { $like: 'x' } }, [PLAN, '$like'], 'is not an operator: there are $eq, $ne'],
    ['a name of every object', { [PLAN]: { constructor: 'x' } }, [PLAN, 'constructor'], 'is not an operator'],
    ['no operator at all', { [PLAN]: {} }, [PLAN], 'must hold an operator'],
    ['$in without a list', { [PLAN]: { $in: 'paid' } }, [PLAN, '$in'], 'must be a list of values'],
    ['$nin without a list', { [PLAN]: { $nin: 'paid' } }, [PLAN, '$nin'], 'must be a list of values'],
    ['$regex without a text', { [PLAN]: { $regex: 1 } }, [PLAN, '$regex'], 'must be a regular expression as text'],
    ['$regex that cannot be read', { [PLAN]: { $regex: '(' } }, [PLAN, '$regex'], 'cannot be used'],
    ['$regex that looks ahead', { [PLAN]: { $regex: 'a(?=b)' } }, [PLAN, '$regex'], 'linear time'],
    ['$or without a list', { $or: { [PLAN]: 1 } }, ['$or'], 'must be a list of queries'],
    ['an empty $and', { $and: [] }, ['$and'], 'must be a list of queries'],
    ['something deep within', { $or: [{ [PLAN]: 1 }, { $and: [{ x: 1 }] }] }, ['$or', 1, '$and', 0, 'x'], 'is no field of a request'],
    ['no object within', { $or: ['paid'] }, ['$or', 0], 'must be an object'],
  ])('is refused with its place: %s', (_, query, path, message) => {
    const read = () => readQuery(query, compileRegex);

    expect(read).toThrow(QueryError);
    expect(read).toThrow(expect.objectContaining({ path, message: expect.stringContaining(message) }));
  });
});
