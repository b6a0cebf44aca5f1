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
  const { id, fields, credential, otherCredentials } = adapter;
  if (otherCredentials.some((group) => group.every((field) => settings[field] !== undefined))) return undefined;
  const lacking = Object.entries(fields).filter(
    ([name, { required }]) => required && settings[name] === undefined && !(elsewhere && name === credential),
  );
  if (lacking.length === 0) return undefined;
  const names = lacking.map(([name, { env = [] }]) => [environmentName(id, name), ...env].join(' or '));
  return `${id} cannot be asked live: set ${names.join(' and ')}`;
}

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
