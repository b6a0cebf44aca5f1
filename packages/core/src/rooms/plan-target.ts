import { environmentName, FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { invalidKey, requireKey, type Caller } from '../caller.ts';
import type { House } from '../house.ts';
import { ownHeader } from '../incoming.ts';
import { gatherSettings } from '../provider-settings.ts';
import type { Target } from '../target.ts';
import { chooseBase } from './choose-base.ts';
import { nameProvider, type Named, type NameQuestion } from './name-provider.ts';
import { forwardedNames, requestTimeout } from './target-headers.ts';
import { isSupplied } from './unnamed-provider.ts';

/**
 * Settles where a request goes and with what: after this room nothing about the target changes.
 *
 * @throws FaultError `invalid_request` for an unknown provider, virtual key or host; `unauthenticated` where
 *   something stored is wanted without a key, or no credential is to be had.
 */
export function planTarget(question: NameQuestion, house: House, named: Named = nameProvider(question, house)): Target {
  const { incoming, caller, config, prompt } = question;
  const { headers } = incoming;
  if (named.virtualKey) requireKey(caller, `The virtual key "${named.virtualKey.slug}"`);

  const provider = named.provider;
  if (provider.notServed !== undefined) throw new FaultError(notServed(provider, provider.notServed));
  const settings = gatherSettings(provider, {
    virtualKey: named.virtualKey,
    config,
    headers,
    credential: caller.credential,
    environment: caller.key ? house.environment : undefined,
  });
  const borrows = provider.borrowsIdentity(settings.values);
  if (borrows) requireKey(caller, `The identity of this machine, which ${provider.name} is to be called with,`);
  const host = chooseBase(
    { provider, settings: borrows ? { ...settings, stored: true } : settings, virtualKey: named.virtualKey, incoming, config },
    house,
  );
  checkCredential(provider, settings.values, caller, host.elsewhere);

  return {
    label: config?.label ?? 'config',
    provider,
    settings: settings.values,
    credentials: settings.credentials,
    secrets: secretsIn(provider, settings.values),
    ...host,
    model: named.model,
    requestTimeoutMs: requestTimeout(ownHeader(headers, 'request-timeout')) ?? config?.requestTimeoutMs,
    deadlines: config?.deadlines ? { ...house.policy.deadlines, ...config.deadlines } : house.policy.deadlines,
    forwardHeaders: forwardedNames(ownHeader(headers, 'forward-headers')) ?? config?.forwardHeaders ?? [],
    overrideParams: config?.overrideParams ?? {},
    defaultParams: prompt ? { ...prompt.parameters, ...config?.defaultParams } : (config?.defaultParams ?? {}),
    dropParams: config?.dropParams ?? [],
    strict: config?.strict ?? true,
  };
}

const notServed = ({ id, name }: ProviderAdapter, why: string) =>
  ({
    kind: 'unsupported_operation',
    message: `${id} (${name}) is not served by this gateway: ${why}`,
    param: 'x-portkey-provider',
    code: 'provider_not_served',
  }) as const;

/** The same target with another of its credentials. */
export function withCredential(target: Target, credential: string): Target {
  const name = target.provider.credential;
  if (name === undefined || target.settings[name] === credential) return target;
  const settings = { ...target.settings, [name]: credential };
  return { ...target, settings, secrets: secretsIn(target.provider, settings) };
}

function secretsIn({ fields }: ProviderAdapter, values: Readonly<Record<string, string>>): string[] {
  const secrets: string[] = [];
  for (const name in values) if (fields[name]?.type === 'secret') secrets.push(values[name]!);
  return secrets;
}

function checkCredential(provider: ProviderAdapter, settings: Readonly<Record<string, string>>, caller: Caller, elsewhere: boolean): void {
  if (provider.credential === undefined || isSupplied(provider, settings)) return;
  if (provider.fields[provider.credential]?.required === false && provider.otherCredentials.length === 0) return;
  if (!caller.key) throw new FaultError(invalidKey(`A request without a credential for ${provider.name} needs a valid Sluice key`));
  // A server of one's own behind a custom host may well want no key.
  if (elsewhere) return;
  throw new FaultError({
    kind: 'unauthenticated',
    message: `There is no credential for ${provider.name}: send it in Authorization, name a virtual key, or set ${environmentName(provider.id, 'apiKey')}.`,
    param: 'authorization',
    code: 'missing_credential',
  });
}
