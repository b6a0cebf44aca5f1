import { environmentName, FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { invalidKey, requireKey, type Caller } from '../caller.ts';
import type { House, VirtualKey } from '../house.ts';
import { ownHeader } from '../incoming.ts';
import { gatherSettings } from '../provider-settings.ts';
import type { Target } from '../target.ts';
import { chooseBase } from './choose-base.ts';
import { requireProvider } from './allowed.ts';
import { askedModel, withoutAlias } from './asked-model.ts';
import { deployed } from './deployment.ts';
import { nameProvider, type Named, type NameQuestion } from './name-provider.ts';
import { queryModel } from './query-model.ts';
import { forwardedNames, requestTimeout } from './target-headers.ts';
import { filledPrompt } from './target-prompt.ts';
import { isSupplied } from './unnamed-provider.ts';

/**
 * Settles where a request goes and with what: after this room nothing about the target changes.
 *
 * @throws FaultError `invalid_request` for an unknown provider, virtual key, deployment or host; `unauthenticated` where
 *   something stored is wanted without a key, or no credential is to be had; `not_allowed` for a provider that the key may not
 *   call; `credential_refused` for a virtual key that has expired.
 */
export function planTarget(question: NameQuestion, house: House, named: Named = nameProvider(question, house)): Target {
  const { incoming, caller, config } = question;
  const { headers } = incoming;
  const { provider, prompt } = named;
  if (provider.notServed !== undefined) throw new FaultError(notServed(provider, provider.notServed));
  requireProvider(caller.key, named, house);
  if (named.virtualKey) requireLife(named.virtualKey, house);

  const asked = named.virtualKey && dependsOnModel(named.virtualKey) ? modelFor(question, named) : undefined;
  const virtualKey = named.virtualKey && deployed(named.virtualKey, asked, provider);
  const settings = gatherSettings(provider, {
    virtualKey,
    config,
    headers,
    credential: caller.credential,
    environment: caller.key ? house.environment : undefined,
  });
  const borrows = provider.borrowsIdentity(settings.values);
  if (borrows) requireKey(caller, `The identity of this machine, which ${provider.name} is to be called with,`);
  const model = asked === undefined ? undefined : withoutAlias(asked, house.policy.aliases()[provider.id]);
  const host = chooseBase(
    { provider, settings: borrows ? { ...settings, stored: true } : settings, virtualKey, model, incoming, config },
    house,
  );
  checkCredential(provider, settings.values, caller, host.elsewhere);

  return {
    label: config?.label ?? 'config',
    provider,
    settings: settings.values,
    credentials: settings.credentials,
    secrets: secretsIn(provider, settings.values, virtualKey),
    virtualKey,
    caller: caller.key,
    ...host,
    model: named.model,
    requestTimeoutMs: requestTimeout(ownHeader(headers, 'request-timeout')) ?? config?.requestTimeoutMs,
    deadlines: config?.deadlines ? { ...house.policy.deadlines, ...config.deadlines } : house.policy.deadlines,
    forwardHeaders: forwardedNames(ownHeader(headers, 'forward-headers')) ?? config?.forwardHeaders ?? [],
    overrideParams: config?.overrideParams ?? {},
    prompt: prompt && filledPrompt(prompt, incoming),
    defaultParams: prompt ? { ...prompt.parameters, ...config?.defaultParams } : (config?.defaultParams ?? {}),
    dropParams: config?.dropParams ?? [],
    strict: config?.strict ?? true,
  };
}

/** Most virtual keys reach all models alike, and nobody has to ask which it is. */
const dependsOnModel = ({ deployments, models }: VirtualKey) => deployments.length > 0 || models.size > 0;

const modelFor = ({ config, call, incoming }: NameQuestion, { model, prompt }: Named) =>
  askedModel({
    overridden: config?.overrideParams['model'],
    named: model,
    said: call.model ?? queryModel(incoming.query),
    byDefault: config?.defaultParams['model'] ?? prompt?.parameters['model'],
  });

function requireLife({ slug, expiresAt }: VirtualKey, { pace }: House): void {
  if (expiresAt === undefined || expiresAt > pace.now()) return;
  throw new FaultError({
    kind: 'credential_refused',
    type: 'virtual_key_expired_error',
    message: `The virtual key "${slug}" has expired: give it a later expiry, or name another.`,
    param: 'x-portkey-virtual-key',
    code: 'virtual_key_expired',
  });
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
  return { ...target, settings, secrets: secretsIn(target.provider, settings, target.virtualKey) };
}

/** A header that an operator has sent along with every call may well hold a key. */
function secretsIn({ fields }: ProviderAdapter, values: Readonly<Record<string, string>>, virtualKey: VirtualKey | undefined): string[] {
  const secrets: string[] = virtualKey ? Object.values(virtualKey.headers) : [];
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
