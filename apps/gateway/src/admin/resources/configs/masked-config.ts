import { isDeepStrictEqual } from 'node:util';
import { refused } from '../../admin-fault.ts';
import { mask } from '../credentials/mask.ts';
import { hidesSecrets, mapSecrets, snakeCase, type FindProvider } from './secret-places.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A config as it may be shown: of each secret in it, what people know it by. */
export const maskedConfig = (config: JsonObject, findProvider: FindProvider): JsonObject => mapSecrets(config, findProvider, maskedValue);

/**
 * A config that was read, changed and sent back, with the secrets again that its reader did not see. They are put back
 * only where nothing has changed that decides to whom they go: else whoever may change a config could have a key
 * sent to itself that it was never shown.
 *
 * @throws FaultError `invalid_request` where a secret has to be sent again.
 */
export function unmaskedConfig(given: JsonObject, kept: JsonObject, findProvider: FindProvider): JsonObject {
  const secrets = new Map<string, unknown>();
  mapSecrets(kept, findProvider, (secret, path) => void secrets.set(path, secret));
  const masks = new Set<string>();
  mapSecrets(given, findProvider, (value, path) => {
    if (isMask(value)) masks.add(path);
    return value;
  });
  if (masks.size === 0) return given;
  const same =
    isDeepStrictEqual(whoIsCalled(maskedConfig(given, findProvider)), whoIsCalled(maskedConfig(kept, findProvider))) &&
    [...masks].every((path) => secrets.has(path));
  if (same) return mapSecrets(given, findProvider, (value, path) => (masks.has(path) ? secrets.get(path) : value));
  throw refused(
    'invalid_request',
    `Invalid config passed: ${[...masks].map((path) => path.slice(1)).join(', ')} is only shown by its end. It can be kept that way where nothing changes that decides to whom it is sent; here, send it whole`,
    'config',
    'masked_secret',
  );
}

/** A mask of a mask is itself. */
const maskedValue = (secret: unknown): unknown =>
  isMask(secret) ? secret : mask(typeof secret === 'string' ? secret : JSON.stringify(secret));

const isMask = (value: unknown): boolean => typeof value === 'string' && value.startsWith('••••');

/** Members by which no other is called, whatever they say. */
const HARMLESS: ReadonlySet<string> = new Set([
  'name',
  'weight',
  'index',
  'retry',
  'cache',
  'strategy',
  'request_timeout',
  'connect_timeout_ms',
  'first_byte_timeout_ms',
  'first_event_timeout_ms',
  'idle_timeout_ms',
  'drop_params',
  'strict_open_ai_compliance',
  'on_stream_failure',
]);

function whoIsCalled(node: JsonObject): JsonObject {
  const members = Object.entries(node).map(([name, value]): [string, unknown] => [snakeCase(name), value]);
  const telling = members.filter(
    ([name, value]) =>
      !HARMLESS.has(name) && value !== null && (!['override_params', 'default_params'].includes(name) || hidesSecrets(value)),
  );
  return Object.fromEntries(
    telling.map(([name, value]) => [
      name,
      name === 'targets' && Array.isArray(value) ? value.map((each) => whoIsCalled(each as JsonObject)) : value,
    ]),
  );
}
