import { environmentName, type ProviderAdapter } from '@sluice/provider-sdk';
import { rows } from '../../test/doors/providers.ts';
import { openaiChat } from '../../test/support/stand-ins/openai-chat/index.ts';
import type { Addresses } from '../../test/support/stand-ins/stand-in.ts';
import type { Example } from './example.ts';

/** Who answers an example, and what its reader would have in the environment. */
export interface Speaking {
  readonly addresses: Addresses;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the example means to go. */
  readonly origin: string;
}

/** For the SDK's own example, whose provider is made up. */
export const madeUp: Speaking = {
  addresses: [{ path: /^\/v1\/chat\/completions$/, format: openaiChat() }],
  environment: { ACME_API_KEY: 'test-key' },
  origin: 'https://api.acme.example',
};

/** For a provider's example: the stand-in of one of its adapters, and settings that this accepts. */
export function speakingFor(adapters: readonly ProviderAdapter[], { code, variables }: Example): Speaking | undefined {
  const own = rows().filter(({ slug }) => adapters.some(({ id }) => id === slug));
  const row = own.find(({ model }) => code.includes(`'${model}'`)) ?? own[0];
  if (row === undefined) return undefined;
  const adapter = adapters.find(({ id }) => id === row.slug)!;
  const settings = Object.entries(adapter.fields).flatMap(([setting, { header, env = [] }]) => {
    const value =
      setting === adapter.credential ? row.headers['authorization']?.slice('Bearer '.length) : row.headers[`x-portkey-${header}`];
    const names = [environmentName(adapter.id, setting), ...env];
    // What the stand-in does not look at may be anything, as long as the example asks for it.
    return value === undefined && !names.some((name) => variables.includes(name)) ? [] : [{ setting, names, value: value ?? 'acme' }];
  });
  const base = adapter.baseURL(Object.fromEntries(settings.map(({ setting, value }) => [setting, value])));
  return {
    addresses: row.addresses.map(asMeant),
    environment: Object.fromEntries(settings.flatMap(({ names, value }) => names.map((name) => [name, value]))),
    origin: new URL(base ?? addressIn(code)).origin,
  };
}

/** Of a server of one's own, whose address only the example knows. */
const addressIn = (code: string) => /baseURL: '(.+?)'/.exec(code)?.[1] ?? '';

/** The stand-in sees the host that was meant, not its own. */
const asMeant = ({ path, format }: Addresses[number]): Addresses[number] => ({
  path,
  format: {
    ...format,
    hear: (asked) => format.hear({ ...asked, headers: { ...asked.headers, host: asked.headers['x-meant-host'] ?? '' } }),
  },
});
