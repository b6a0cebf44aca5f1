import { environmentName, type Field, type ProviderAdapter } from '@sluice/provider-sdk';

/** Headers that speak for the connection, or carry somebody's credential: whoever calls one provider may send what is meant for another. */
const NOT_PASSED =
  /^(?:proxy-.*|host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|x-portkey-.*|x-sluice-.*)$|authorization(?!-token-type$)|cookie|(?<!idempotency-)key|token(?!s|-type$)|secret|password|credential|signature/;

/** Headers of ours, without the prefix; and so names of the config language. */
const OWN_NAMES: ReadonlySet<string> = new Set(
  (
    'api-key api-keys cache cache-force-refresh cache-namespace config custom-host debug default-params drop-params explain ' +
    'fetch-integrated-models forward-headers index metadata name override-params parent-span-id provider request-timeout retry ' +
    'span-id span-name strategy strict-open-ai-compliance targets trace-id virtual-key weight'
  ).split(' '),
);

/** Variables that decide how the gateway itself runs. */
const OWN_VARIABLES = /^(?:SLUICE_.*|PORT|HOST|PATH|HOME|TRUSTED_CUSTOM_HOSTS|NODE_.*|HTTPS?_PROXY)$/;

/**
 * Refuses a plugin that declares somebody else's secret as its own: it would be handed over with its settings.
 *
 * @throws Error with a sentence.
 */
export function refuseBorrowedNames({ id, passHeaders, fields }: ProviderAdapter): void {
  const header = passHeaders.find((name) => NOT_PASSED.test(name));
  if (header !== undefined) throw new Error(`"${id}" asks for the header "${header}" in passHeaders, which is not passed on to a plugin`);
  for (const [name, { header: carried, config, env = [] }] of Object.entries(fields)) {
    const own = [carried, config?.replaceAll('_', '-').toLowerCase()].find((each) => each !== undefined && OWN_NAMES.has(each));
    if (own !== undefined)
      throw new Error(`"${id}" has the field "${name}" under the name "${own}", which is the gateway's own; choose another`);
    const variable = env.find((each) => OWN_VARIABLES.test(each));
    if (variable !== undefined)
      throw new Error(`"${id}" reads the field "${name}" from ${variable}, which is the gateway's own; choose another`);
  }
}

/** Where a field's value may stand: under the name made of slug and field, then under what the provider's own SDK reads. */
export const variablesOf = ({ id, fields }: ProviderAdapter, name: string): readonly string[] => [
  environmentName(id, name),
  ...(fields[name]?.env ?? []),
];

/** Where a caller or a config may put a field's value, in one spelling. */
const namesOf = ({ header, config }: Field): readonly string[] =>
  [header, config].filter((name) => name !== undefined).map((name) => name.toLowerCase().replaceAll('_', '-'));

/**
 * Refuses a plugin whose settings would be read from where another provider's secret stands: in the environment, in a header, in
 * a config whose targets share it. Slug and field run together in a variable's name, so that it may happen by accident
 * too: `groq-api` with a field `key` reads `GROQ_API_KEY`.
 *
 * @throws Error with a sentence.
 */
export function refuseOthersSecrets(plugin: ProviderAdapter, others: readonly ProviderAdapter[]): void {
  const places = (provider: ProviderAdapter, name: string) => [...variablesOf(provider, name), ...namesOf(provider.fields[name]!)];
  const mine = new Map(Object.keys(plugin.fields).flatMap((name) => places(plugin, name).map((place) => [place, name] as const)));
  for (const other of others) {
    if (other === plugin) continue;
    for (const name of Object.keys(other.fields).filter((each) => other.fields[each]!.type === 'secret')) {
      const place = places(other, name).find((each) => mine.has(each));
      if (place !== undefined)
        throw new Error(
          `"${plugin.id}" would read its field "${mine.get(place)!}" from ${place}, where the secret of "${other.id}" stands; give the field another name there`,
        );
    }
  }
}
