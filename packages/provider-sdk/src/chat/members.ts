import type { Json } from '../codec.ts';
import { FaultError } from '../fault.ts';
import { numberOf } from '../json/index.ts';

/** @returns A refusal of what stands at `path` in the caller's request. */
export const badRequest = (path: string, message: string) =>
  new FaultError({ kind: 'invalid_request', message: `${path}: ${message}`, param: path, code: 'invalid_value' });

/** @returns A refusal of something that this provider cannot do and that must not be lost in silence. */
export const cannot = (path: string, message: string) =>
  new FaultError({ kind: 'invalid_request', message: `${path}: ${message}`, param: path, code: 'unsupported_value' });

/** Whether it is an object, and neither null nor an array. */
export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object, or undefined for anything else. */
export const jsonIn = (value: unknown): Json | undefined => (isJson(value) ? value : undefined);

/** A string, or undefined for anything else. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** An array, or an empty one for anything else. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

const isAbsent = (value: unknown) => value === undefined || value === null;

/**
 * A member of a request that must be a number; absent and null are undefined.
 *
 * @throws FaultError `invalid_request` whose `param` is `name`, for any other type.
 */
export function numberAt(from: Json, name: string): number | undefined {
  const value = from[name];
  if (isAbsent(value)) return undefined;
  const number = numberOf(value);
  if (number === undefined) throw badRequest(name, 'must be a number');
  return number;
}

/**
 * A member of a request that must be true or false; absent and null are undefined.
 *
 * @throws FaultError `invalid_request` whose `param` is `path`, for any other type.
 */
export function booleanAt(from: Json, name: string, path = name): boolean | undefined {
  const value = from[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'boolean') throw badRequest(path, 'must be true or false');
  return value;
}

/**
 * A member of a request that must be a string; absent and null are undefined.
 *
 * @throws FaultError `invalid_request` whose `param` is `path`, for any other type.
 */
export function stringAt(from: Json, name: string, path = name): string | undefined {
  const value = from[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'string') throw badRequest(path, 'must be a string');
  return value;
}

/**
 * A member of a request that must be an array; absent and null are undefined.
 *
 * @throws FaultError `invalid_request` whose `param` is `path`, for any other type.
 */
export function listAt(from: Json, name: string, path = name): readonly unknown[] | undefined {
  const value = from[name];
  if (isAbsent(value)) return undefined;
  if (!Array.isArray(value)) throw badRequest(path, 'must be an array');
  return value as readonly unknown[];
}

/**
 * A member of a request that must be an object; absent and null are undefined.
 *
 * @throws FaultError `invalid_request` whose `param` is `path`, for any other type.
 */
export function objectAt(from: Json, name: string, path = name): Json | undefined {
  const value = from[name];
  if (isAbsent(value)) return undefined;
  if (!isJson(value)) throw badRequest(path, 'must be an object');
  return value;
}
