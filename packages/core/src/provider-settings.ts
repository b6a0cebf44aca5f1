import { FaultError, type Field, type ProviderAdapter } from '@sluice/provider-sdk';
import type { TargetConfig } from './config/config.ts';
import type { ProviderEnvironment, VirtualKey } from './house.ts';
import { ownHeader, type RequestHeaders } from './incoming.ts';

/** Where the credential in some settings came from; a stored one may not go everywhere. */
export interface ProviderSettings {
  readonly values: Readonly<Record<string, string>>;
  /** Where there are several credentials to take turns with, all of them; the values hold the first. */
  readonly credentials: readonly string[];
  readonly stored: boolean;
  /** It stands in the very config that also says where to go. */
  readonly storedInConfig: boolean;
  /** The caller has said something that decides which host is called. */
  readonly placedByCaller: boolean;
}

export interface SettingsSources {
  readonly virtualKey: VirtualKey | undefined;
  readonly config: TargetConfig | undefined;
  readonly headers: RequestHeaders;
  /** What `Authorization` brought. */
  readonly credential: string | undefined;
  /** Undefined for a caller that may not use what the operator set. */
  readonly environment: ProviderEnvironment | undefined;
}

/** The names that a field may have in a config. */
export const configNames = ({ header, config }: Field): readonly string[] =>
  [config, header?.replaceAll('-', '_')].filter((name) => name !== undefined);

/**
 * Gathers what a provider needs for one request: what a virtual key holds, else what the config says, else
 * what the headers say, else what the environment says. A credential comes whole from one of them.
 *
 * @throws FaultError `invalid_request` for a config field that the provider does not take.
 */
export function gatherSettings(provider: ProviderAdapter, sources: SettingsSources): ProviderSettings {
  const { virtualKey, config, headers, credential, environment } = sources;
  const values: Record<string, string> = {};
  const named = config?.provider !== undefined || config?.virtualKey !== undefined;
  const ownFields = config?.fields ?? {};
  // What stands around a target is meant for all its siblings: a provider takes of it what it knows.
  const configFields = config?.inheritedFields ? { ...config.inheritedFields, ...ownFields } : ownFields;
  let stored = virtualKey !== undefined;

  refuseUnknown(provider, ownFields);
  const pool = virtualKey ? virtualKey.keys : (config?.apiKeys ?? []);
  const given = pool[0] ?? (virtualKey ? undefined : credential);
  const other = otherCredentialNames(provider);
  // What the operator set belongs together: its organization goes along with its key, and not with a caller's.
  const keptOf = (name: string) => memberOf(virtualKey?.fields ?? {}, provider.fields[name]!);
  const saidOf = (name: string): string | undefined => {
    const field = provider.fields[name]!;
    return memberOf(configFields, field) ?? (field.header === undefined || named ? undefined : ownHeader(headers, field.header));
  };
  const broughtOf = (name: string) => keptOf(name) ?? saidOf(name);
  const broughtOther = other.some((name) => broughtOf(name) !== undefined);
  const brought = virtualKey !== undefined || given !== undefined || broughtOther;
  const place = environment?.settings(provider);
  const fromEnvironment = brought ? undefined : place;
  for (const name in provider.fields) {
    if (name === provider.credential) continue;
    const value = broughtOf(name) ?? fromEnvironment?.[name] ?? (isPlace(provider.fields[name]!) ? place?.[name] : undefined);
    if (value !== undefined) values[name] = value;
  }
  stored ||= other.some((name) => fromEnvironment?.[name] !== undefined || isStored(config, provider.fields[name]!));

  if (provider.credential !== undefined) {
    const value = given ?? fromEnvironment?.[provider.credential];
    if (value !== undefined) values[provider.credential] = value;
    stored ||=
      (config !== undefined && config.apiKeys.length > 0 && config.origin === 'stored') || (given === undefined && value !== undefined);
  }
  const storedInConfig =
    virtualKey === undefined &&
    config?.origin === 'stored' &&
    (config.apiKeys.length > 0 || other.some((name) => isStored(config, provider.fields[name]!)));
  // Who writes a config through the API is no operator: what they say counts as theirs beside a credential that is not.
  const operators = !config?.hostsJudged || storedInConfig;
  const saidByCaller = (name: string): boolean =>
    keptOf(name) === undefined && saidOf(name) !== undefined && !(operators && isStored(config, provider.fields[name]!));
  if (stored) refuseBound(provider, values, saidByCaller);
  const placedByCaller = Object.keys(values).some((name) => provider.fields[name]!.host === true && saidByCaller(name));
  return { values, credentials: pool.length > 1 ? pool : [], stored, storedInConfig, placedByCaller };
}

/** What the operator keeps is used as the operator means it: not for a role, or a scope, that a caller has thought of. */
function refuseBound(
  { fields, name: provider }: ProviderAdapter,
  values: Readonly<Record<string, string>>,
  said: (name: string) => boolean,
): void {
  const name = Object.keys(values).find((each) => fields[each]!.bound === true && said(each));
  if (name === undefined) return;
  const { header = name } = fields[name]!;
  throw new FaultError({
    kind: 'invalid_request',
    message: `x-portkey-${header} goes with a credential of your own; this call uses one that the operator keeps for ${provider}, which says so itself`,
    param: `x-portkey-${header}`,
    code: 'bound_to_credential',
  });
}

const memberOf = (members: Readonly<Record<string, string>>, field: Field): string | undefined =>
  configNames(field)
    .map((name) => members[name])
    .find((value) => value !== undefined);

/** Whether a field's value stands in a config that the operator keeps. */
const isStored = (config: TargetConfig | undefined, field: Field): boolean =>
  config?.origin === 'stored' && memberOf({ ...config.inheritedFields, ...config.fields }, field) !== undefined;

/** A region or an account, without which nothing can be called: the operator's will do for everybody it serves. */
const isPlace = ({ type, required, host }: Field) => type === 'text' && (required || host === true);

/** The fields that do a credential's work together. */
const otherCredentialNames = ({ otherCredentials }: ProviderAdapter): readonly string[] => otherCredentials.flat();

function refuseUnknown(provider: ProviderAdapter, fields: Readonly<Record<string, string>>): void {
  for (const name in fields) {
    if (Object.values(provider.fields).some((field) => configNames(field).includes(name))) continue;
    throw new FaultError({
      kind: 'invalid_request',
      message: `Invalid config passed: "${name}" is neither a member of the config language nor a field of ${provider.name}`,
      param: 'x-portkey-config',
      code: 'invalid_config',
    });
  }
}
