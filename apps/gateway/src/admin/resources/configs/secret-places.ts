import { configNames } from '@sluice/core';
import { configMembers } from '@sluice/core/config';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { isSecretName } from './secret-name.ts';
import { inAddress, inJson } from './secrets-in-text.ts';

/** What becomes of one secret of a config; `path` is the same however the names on it are spelled. */
export type Change = (secret: unknown, path: string) => unknown;

export type FindProvider = (slug: string) => ProviderAdapter | undefined;

type JsonObject = Readonly<Record<string, unknown>>;

/** Members that the config language has a place for; the others are fields of a provider. */
const MEMBERS: ReadonlySet<string> = new Set(configMembers().filter((path) => !path.includes('.')));

/** Members with insides that are somebody else's to name: a model's parameters, a check's. */
const OPAQUE: ReadonlySet<string> = new Set([
  'override_params',
  'default_params',
  'input_guardrails',
  'output_guardrails',
  'before_request_hooks',
  'after_request_hooks',
  'input_mutators',
  'output_mutators',
]);

/** The same config with each of its secrets changed. What a provider does not call a plain text is taken for a secret. */
export const mapSecrets = (config: JsonObject, findProvider: FindProvider, change: Change): JsonObject =>
  inNode(config, '', findProvider, change);

/** Whether there are secrets in a part whose names are somebody else's. */
export function hidesSecrets(value: unknown): boolean {
  let found = false;
  inOpaque(value, '', (secret) => {
    found = true;
    return secret;
  });
  return found;
}

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function inNode(node: JsonObject, path: string, findProvider: FindProvider, change: Change): JsonObject {
  const provider = typeof node['provider'] === 'string' ? findProvider(node['provider']) : undefined;
  const texts = new Set(Object.values(provider?.fields ?? {}).flatMap((field) => (field.type === 'text' ? configNames(field) : [])));
  return mapMembers(node, (value, written) => {
    const name = snakeCase(written);
    const place = `${path}.${name}`;
    if (name === 'targets' && Array.isArray(value))
      return value.map((each: unknown, index) => (isObject(each) ? inNode(each, `${place}[${index}]`, findProvider, change) : each));
    if (name === 'shadow' && isObject(value))
      return mapMembers(value, (each, own) =>
        snakeCase(own) === 'target' && isObject(each) ? inNode(each, `${place}.target`, findProvider, change) : each,
      );
    if (name === 'api_key') return change(value, place);
    if (name === 'api_keys' && Array.isArray(value)) return value.map((each: unknown, index) => change(each, `${place}[${index}]`));
    if (OPAQUE.has(name)) return inOpaque(value, place, change);
    if (MEMBERS.has(name) || texts.has(name)) return typeof value === 'string' ? inAddress(value, place, change) : value;
    return value === null ? value : change(value, place);
  });
}

function inOpaque(value: unknown, path: string, change: Change, all = false): unknown {
  if (Array.isArray(value)) return value.map((each: unknown, index) => inOpaque(each, `${path}[${index}]`, change, all));
  if (isObject(value))
    return mapMembers(value, (member, name) => {
      const place = `${path}.${name}`;
      const headers = /headers$/i.test(name);
      if (typeof member !== 'string') return inOpaque(member, place, change, all || headers);
      if (all || (isSecretName(name) && !isHalfOfPair(name, value))) return change(member, place);
      if (headers && member.trim() !== '') return inJson(member, place, change, (inside) => inOpaque(inside, place, change, true));
      return inAddress(member, place, change);
    });
  if (typeof value !== 'string') return value;
  return all ? change(value, path) : inAddress(value, path, change);
}

/** What a filter compares has a `key` that is but a name. */
const isHalfOfPair = (name: string, object: JsonObject): boolean => name === 'key' && 'value' in object;

const mapMembers = (object: JsonObject, map: (value: unknown, name: string) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
