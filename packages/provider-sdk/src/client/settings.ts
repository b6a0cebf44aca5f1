import { SPEC, type CredentialGroups, type ProviderAdapter } from '../adapter.ts';
import { FaultError } from '../fault.ts';
import type { Fields, Settings } from '../fields.ts';

/** The values of a provider's fields; a group of fields that does the key's work may stand in the key's place (see `otherCredentials`). */
export type ClientSettings<F extends Fields, Groups extends CredentialGroups> = Settings<F> | KeylessSettings<F, Groups[number]>;

/** The values of a provider's fields with one of these groups in the key's place. Groups that the type does not name stand in for nothing. */
export type KeylessSettings<F extends Fields, Group extends readonly string[]> = Group extends unknown
  ? string extends Group[number]
    ? never
    : Omit<Settings<F>, 'apiKey'> & Readonly<Record<Group[number], string>>
  : never;

/** What was given for a provider's fields, judged as the gateway judges it. */
export interface GivenSettings {
  readonly adapter: ProviderAdapter;
  readonly given: Readonly<Record<string, string | undefined>>;
  /** Another server than the provider's own is called, which may well want no key. */
  readonly elsewhere: boolean;
}

/**
 * The settings with what was left empty left out.
 *
 * @throws FaultError for an adapter that cannot be called, and for a field that is missing.
 */
export function settle({ adapter, given, elsewhere }: GivenSettings): Readonly<Record<string, string>> {
  if (typeof adapter?.fields !== 'object') throw noProvider(adapter);
  const { id, name, fields, credential, otherCredentials, notServed, spec } = adapter;
  if ((spec as number) !== SPEC) {
    throw new FaultError({
      kind: 'plugin_failed',
      message: `${id} was written for provider spec ${String(spec)}; this client speaks ${SPEC}`,
    });
  }
  if (notServed !== undefined) {
    throw new FaultError({
      kind: 'unsupported_operation',
      message: `${id} (${name}) is not served: ${notServed}`,
      code: 'provider_not_served',
    });
  }
  const settings: Record<string, string> = {};
  for (const field in fields) {
    const value: unknown = given[field];
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string') throw invalid(field, `${field} of ${name} must be text`, 'invalid_setting');
    settings[field] = value;
  }
  if (otherCredentials.some((group) => group.every((field) => settings[field] !== undefined))) return settings;
  const missing = Object.keys(fields).find(
    (field) => fields[field]!.required && settings[field] === undefined && !(elsewhere && field === credential),
  );
  if (missing === undefined) return settings;
  const { label } = fields[missing]!;
  const message = `${name} needs ${missing} (${label}): give it in the settings of createClient`;
  throw missing === credential
    ? new FaultError({ kind: 'unauthenticated', message, param: missing, code: 'missing_credential' })
    : invalid(missing, message, 'missing_setting');
}

const noProvider = (given: unknown) =>
  new FaultError({
    kind: 'plugin_failed',
    message: Array.isArray(given)
      ? 'createClient was given a list of providers: give it one of them'
      : 'createClient was given no provider: the first argument is the default export of a provider’s package',
  });

const invalid = (param: string, message: string, code: string) => new FaultError({ kind: 'invalid_request', message, param, code });

/** The values that no message may hold. */
export const secretsIn = ({ fields }: ProviderAdapter, settings: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(settings)
    .filter((name) => fields[name]?.type === 'secret')
    .map((name) => settings[name]!);
