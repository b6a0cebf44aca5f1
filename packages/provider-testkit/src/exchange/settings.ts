import type { ProviderAdapter } from '@sluice/provider-sdk';

/** What a secret that the kit makes up begins with: enough of it to be found again where a message quotes only a beginning. */
export const SECRET_MARK = 'sk-kit-0000';

/** Values for all that a provider wants supplied: those that are given, else made-up ones that are no use to anybody. */
export function replaySettings(adapter: ProviderAdapter, given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const required = Object.entries(adapter.fields).filter(([, field]) => field.required);
  const made = required.map(([name, { type }]) => [name, type === 'secret' ? `${SECRET_MARK}-${name}` : `kit-${name.toLowerCase()}`]);
  return { ...Object.fromEntries(made), ...given };
}

/** The values that nobody may read in a message. */
export const secretsIn = (adapter: ProviderAdapter, settings: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]) => (adapter.fields[name]?.type === 'secret' && value !== '' ? [value] : []));

/** Whether this provider can be asked with a wrong key at all. */
export const hasCredential = (adapter: ProviderAdapter): boolean => adapter.credential !== undefined || adapter.otherCredentials.length > 0;

/** The address that is asked: another than the provider's own where one is given, or where it has none of its own. */
export function baseOf(
  adapter: ProviderAdapter,
  settings: Readonly<Record<string, string>>,
  given?: string,
): { readonly base: string; readonly elsewhere: boolean } {
  const own = given === undefined ? adapter.baseURL(settings as never) : undefined;
  return own === undefined ? { base: given ?? 'https://provider.invalid/v1', elsewhere: true } : { base: own, elsewhere: false };
}
