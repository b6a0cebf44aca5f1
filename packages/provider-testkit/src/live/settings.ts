import { environmentName, type ProviderAdapter } from '@sluice/provider-sdk';

/** The variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A provider's settings as a gateway would read them: by its slug and the field's name, then by the field's own names. */
export function liveSettings({ id, fields }: ProviderAdapter, environment: Environment): Readonly<Record<string, string>> {
  const found = Object.entries(fields).flatMap(([name, { env = [] }]) => {
    const value = [environmentName(id, name), ...env].map((variable) => environment[variable]).find(Boolean);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found) as Record<string, string>;
}

/** The address in place of the provider's own, by the same rule. */
export const liveBaseURL = ({ id }: ProviderAdapter, environment: Environment): string | undefined =>
  environment[environmentName(id, 'baseURL')] || undefined;

/** What is missing for a live run, as a sentence; undefined where nothing is. */
export function missingIn(adapter: ProviderAdapter, settings: Readonly<Record<string, string>>, elsewhere: boolean): string | undefined {
  const fields = lackingFields(adapter, settings, elsewhere).map((name) => variablesFor(adapter, name));
  const missing = elsewhere || hasAddress(adapter, settings) ? fields : [...fields, addressVariable(adapter)];
  return missing.length === 0 ? undefined : `${adapter.id} cannot be asked live: set ${missing.join(', and ')}`;
}

/** Somebody's own server may want no key: where it does, it says so when it is first asked. */
function lackingFields(
  { fields, credential, otherCredentials }: ProviderAdapter,
  settings: Readonly<Record<string, string>>,
  elsewhere: boolean,
): readonly string[] {
  if (otherCredentials.some((group) => group.every((field) => settings[field] !== undefined))) return [];
  return Object.keys(fields).filter(
    (name) => fields[name]!.required && settings[name] === undefined && !(elsewhere && name === credential),
  );
}

/** Whether a provider can be reached at an address of its own. A name under `invalid` is a place for one and nothing else. */
function hasAddress(adapter: ProviderAdapter, settings: Readonly<Record<string, string>>): boolean {
  if (adapter.answer) return true;
  try {
    const base = adapter.baseURL(settings as never);
    return base !== undefined && !/(?:^|\.)invalid$/.test(new URL(base).hostname);
  } catch {
    // It is made of settings that are missing, which are named; or it is none, and the call says so best.
    return true;
  }
}

/** Where a credential is read from: `ACME_API_KEY or ACME_TOKEN`. Undefined where none is needed. */
export function credentialVariables(adapter: ProviderAdapter): string | undefined {
  const { credential, otherCredentials } = adapter;
  const groups = [...(credential === undefined ? [] : [[credential]]), ...otherCredentials];
  const names = groups.map((group) => group.map((name) => variablesFor(adapter, name)).join(' and '));
  return names.length === 0 ? undefined : names.join(', or ');
}

/** Where the address is read from that stands in place of the provider's own. */
export const addressVariable = ({ id }: ProviderAdapter): string => `${environmentName(id, 'baseURL')} (or say --base-url)`;

const variablesFor = ({ id, fields }: ProviderAdapter, name: string): string =>
  [environmentName(id, name), ...(fields[name]?.env ?? [])].join(' or ');

/** The same settings with a key that nobody has. */
export function wrongKey(
  { credential, fields }: ProviderAdapter,
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const wrong = 'wrong-key-of-the-test-kit';
  if (credential !== undefined && settings[credential] !== undefined) return { ...settings, [credential]: wrong };
  const secrets = Object.keys(settings).filter((name) => fields[name]?.type === 'secret');
  return { ...settings, ...Object.fromEntries(secrets.map((name) => [name, wrong])) };
}
