import { isDeepStrictEqual } from 'node:util';
import { refused } from '../../admin-fault.ts';
import { mapSecrets, type Change } from '../configs/secret-places.ts';
import { mask } from '../credentials/mask.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Members of a version in which servers are named, and what they are called with. */
export interface Tooling {
  readonly parameters: JsonObject;
  readonly tools: unknown;
}

/** The version that is kept, and to whom its calls go. */
export interface Called extends Tooling {
  readonly virtual_key: string | null;
  readonly model: string | null;
}

/** Tools and parameters as they may be shown: headers and what is called a secret, by its end. */
export const maskedTooling = (tooling: Tooling): Tooling => inTooling(tooling, maskedValue);

/** Each secret in tools and parameters changed, as in the parameters of a config. */
export function inTooling({ parameters, tools }: Tooling, change: Change): Tooling {
  const inside = mapSecrets(
    { override_params: { parameters, tools } },
    () => undefined,
    (secret, path) => change(secret, path.replace('.override_params.', '')),
  );
  return inside['override_params'] as Tooling;
}

/**
 * A version that was read, changed and sent back, with the secrets again that its reader did not see: only where nothing has
 * changed that decides to whom they go.
 *
 * @throws FaultError `invalid_request` where a secret has to be sent again.
 */
export function unmaskedTooling(given: Called, kept: Called | undefined): Tooling {
  const masks = new Set<string>();
  inTooling(given, (value, path) => {
    if (isMask(value)) masks.add(path);
    return value;
  });
  if (masks.size === 0) return given;
  const secrets = new Map<string, unknown>();
  if (kept) inTooling(kept, (secret, path) => secrets.set(path, secret));
  const same = kept && isDeepStrictEqual(whoIsCalled(given), whoIsCalled(kept)) && [...masks].every((path) => secrets.has(path));
  if (same) return inTooling(given, (value, path) => (masks.has(path) ? secrets.get(path) : value));
  const [first = ''] = masks;
  throw refused(
    'invalid_request',
    `${[...masks].join(', ')} is only shown by its end. It can be kept that way where tools, parameters, model and virtual key stay as they are; here, send it whole`,
    first.replace(/[.[].*$/, ''),
    'masked_secret',
  );
}

/** Numbers and switches, such as the temperature, call nobody. */
function whoIsCalled(version: Called): unknown {
  const { parameters, tools } = maskedTooling(version);
  const telling = Object.entries(parameters).filter(([, value]) => !['number', 'boolean'].includes(typeof value));
  return { virtual_key: version.virtual_key, model: version.model, tools, parameters: Object.fromEntries(telling) };
}

const maskedValue: Change = (secret) => (isMask(secret) || typeof secret !== 'string' ? secret : mask(secret));

const isMask = (value: unknown): boolean => typeof value === 'string' && value.startsWith('••••');
