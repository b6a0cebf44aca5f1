import { FaultError } from '@sluice/provider-sdk';
import type { TargetConfig } from './config.ts';
import { configSchema } from './schema.ts';
import { inSnakeCase } from './spelling.ts';

/** The config language as it stands in a text or a file, after the schema has seen it. */
interface RawTarget {
  readonly provider?: string;
  readonly virtual_key?: string;
  readonly api_key?: string;
  readonly custom_host?: string;
  readonly request_timeout?: number;
  readonly connect_timeout_ms?: number;
  readonly first_byte_timeout_ms?: number;
  readonly first_event_timeout_ms?: number;
  readonly idle_timeout_ms?: number;
  readonly forward_headers?: readonly string[];
  readonly override_params?: Readonly<Record<string, unknown>>;
  readonly default_params?: Readonly<Record<string, unknown>>;
  readonly drop_params?: readonly string[];
}

/**
 * Checks a config and settles all that one target inherits from what stands around it.
 *
 * @throws FaultError `invalid_request` naming every path that is wrong, in `errors` as the wire format spells them.
 */
export function readConfig(value: unknown, origin: TargetConfig['origin']): TargetConfig {
  const result = configSchema.validate(inSnakeCase(value), { abortEarly: false, convert: false });
  if (result.error) {
    const places = result.error.details.map(({ path, message }) => `path: ${path.join(',')}, message: ${message}`);
    const reasons = result.error.details.map(({ message }) => message).join('; ');
    throw new FaultError({
      kind: 'invalid_request',
      message: reasons.startsWith('This version of config') ? reasons : `Invalid config passed: ${reasons}`,
      param: 'x-portkey-config',
      code: 'invalid_config',
      errors: places,
    });
  }
  const root = result.value as RawTarget & { readonly targets?: readonly [RawTarget] };
  const child = root.targets?.[0];
  return child
    ? settle(
        { ...inherited(root), ...child, override_params: { ...root.override_params, ...child.override_params } },
        'config.targets[0]',
        origin,
      )
    : settle(root, 'config', origin);
}

/** What passes from a config to its targets: all but who is called and with which credential. Wire spec §8.3. */
const inherited = ({ provider: _, virtual_key: __, api_key: ___, ...rest }: RawTarget): RawTarget => rest;

/** Members that have a place of their own; the others are the provider's fields. */
const KNOWN: ReadonlySet<string> = new Set([
  'name',
  'weight',
  'index',
  'provider',
  'virtual_key',
  'api_key',
  'custom_host',
  'request_timeout',
  'connect_timeout_ms',
  'first_byte_timeout_ms',
  'first_event_timeout_ms',
  'idle_timeout_ms',
  'forward_headers',
  'override_params',
  'default_params',
  'drop_params',
  'strict_open_ai_compliance',
  'strategy',
  'targets',
]);

const readDeadlines = (raw: RawTarget): TargetConfig['deadlines'] => ({
  ...(raw.connect_timeout_ms !== undefined && { connectMs: raw.connect_timeout_ms }),
  // Said for a target, it means all its replies.
  ...(raw.first_byte_timeout_ms !== undefined && { firstByteMs: raw.first_byte_timeout_ms, firstByteWholeMs: raw.first_byte_timeout_ms }),
  ...(raw.first_event_timeout_ms !== undefined && { firstEventMs: raw.first_event_timeout_ms }),
  ...(raw.idle_timeout_ms !== undefined && { idleMs: raw.idle_timeout_ms }),
});

const settle = (raw: RawTarget, label: string, origin: TargetConfig['origin']): TargetConfig => ({
  label,
  origin,
  provider: raw.provider,
  virtualKey: raw.virtual_key,
  apiKey: raw.api_key,
  customHost: raw.custom_host,
  requestTimeoutMs: raw.request_timeout,
  deadlines: readDeadlines(raw),
  forwardHeaders: raw.forward_headers?.map((name) => name.toLowerCase()),
  overrideParams: raw.override_params ?? {},
  defaultParams: raw.default_params ?? {},
  dropParams: raw.drop_params ?? [],
  fields: Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, string] => !KNOWN.has(entry[0]))),
});
