import { environmentName, FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import { invalidKey, requireKey, type Caller } from '../caller.ts';
import type { TargetConfig } from '../config/config.ts';
import type { House, Prompt, VirtualKey } from '../house.ts';
import { ownHeader, type Incoming } from '../incoming.ts';
import { gatherSettings } from '../provider-settings.ts';
import type { Target } from '../target.ts';
import { chooseBase } from './choose-base.ts';
import { forwardedNames, requestTimeout } from './target-headers.ts';
import { providerForModel } from './unnamed-provider.ts';

export interface RouteQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly config: TargetConfig | undefined;
  /** The model that the body names. */
  readonly model: string | undefined;
  readonly prompt: Prompt | undefined;
}

/** `@slug` or `@slug/model`. */
const REFERENCE = /^@([^/\s]+)(?:\/(.+))?$/s;

/** Model ids of Workers AI and of Hugging Face begin like references and are none. Wire spec §7.2. */
const NOT_A_REFERENCE = /^@(?:cf|hf)\//;

/**
 * Settles where a request goes and with what: after this room nothing about the target changes.
 *
 * @throws FaultError `invalid_request` for an unknown provider, virtual key or host; `unauthenticated` where
 *   something stored is wanted without a key, or no credential is to be had.
 */
export function planRoute(question: RouteQuestion, house: House): Target {
  const { incoming, caller, config, prompt } = question;
  const { headers } = incoming;
  const named = nameProvider(question, house);
  if (named.virtualKey) requireKey(caller, `The virtual key "${named.virtualKey.slug}"`);

  const provider = named.provider;
  const settings = gatherSettings(provider, {
    virtualKey: named.virtualKey,
    config,
    headers,
    credential: caller.credential,
    environment: caller.key ? house.environment : undefined,
  });
  const host = chooseBase({ provider, settings, virtualKey: named.virtualKey, incoming, config }, house);
  checkCredential(provider, settings.values, caller, host.elsewhere);

  return {
    label: config?.label ?? 'config',
    provider,
    settings: settings.values,
    secrets: secretsIn(provider, settings.values),
    ...host,
    model: named.model,
    requestTimeoutMs: requestTimeout(ownHeader(headers, 'request-timeout')) ?? config?.requestTimeoutMs,
    deadlines: config?.deadlines ? { ...house.policy.deadlines, ...config.deadlines } : house.policy.deadlines,
    forwardHeaders: forwardedNames(ownHeader(headers, 'forward-headers')) ?? config?.forwardHeaders ?? [],
    overrideParams: config?.overrideParams ?? {},
    defaultParams: prompt ? { ...prompt.parameters, ...config?.defaultParams } : (config?.defaultParams ?? {}),
    dropParams: config?.dropParams ?? [],
  };
}

function secretsIn({ fields }: ProviderAdapter, values: Readonly<Record<string, string>>): string[] {
  const secrets: string[] = [];
  for (const name in values) if (fields[name]?.type === 'secret') secrets.push(values[name]!);
  return secrets;
}

interface Named {
  readonly provider: ProviderAdapter;
  readonly virtualKey: VirtualKey | undefined;
  /** The model that came with the reference. */
  readonly model: string | undefined;
}

/** Who is meant; the first that is said wins. Wire spec §7.2. */
function nameProvider({ incoming, caller, config, model, prompt }: RouteQuestion, house: House): Named {
  const inHeader = ownHeader(incoming.headers, 'provider');
  const headerReference = inHeader === undefined ? null : REFERENCE.exec(inHeader);
  if (headerReference) return byVirtualKey(headerReference[1]!, headerReference[2], house);

  const virtualKey = ownHeader(incoming.headers, 'virtual-key');
  if (virtualKey !== undefined) return byVirtualKey(virtualKey, undefined, house);

  const asked = model ?? queryModel(incoming.query);
  const modelReference = asked?.[0] === '@' ? REFERENCE.exec(asked) : null;
  if (modelReference && (house.virtualKeys.find(modelReference[1]!) || !NOT_A_REFERENCE.test(asked!))) {
    return byVirtualKey(modelReference[1]!, modelReference[2], house);
  }

  const configReference = config?.provider === undefined ? null : REFERENCE.exec(config.provider);
  if (configReference) return byVirtualKey(configReference[1]!, configReference[2], house);
  if (config?.virtualKey !== undefined) return byVirtualKey(config.virtualKey, undefined, house);

  const slug = config?.provider ?? inHeader;
  const brought = caller.credential !== undefined || config?.apiKey !== undefined;
  if (prompt?.virtualKey !== undefined && !brought) return byVirtualKey(prompt.virtualKey, undefined, house);
  if (slug === undefined) return providerForModel(asked, caller, house);
  const provider = house.providers.find(slug);
  if (provider) return { provider, virtualKey: undefined, model: undefined };
  throw new FaultError({
    kind: 'invalid_request',
    message: `Invalid provider passed: "${slug}" is not loaded here; there are ${house.providers
      .all()
      .map(({ id }) => id)
      .join(', ')}`,
    param: config?.provider === undefined ? 'x-portkey-provider' : 'x-portkey-config',
    code: 'invalid_provider',
  });
}

function byVirtualKey(slug: string, model: string | undefined, { virtualKeys, providers }: House): Named {
  const virtualKey = virtualKeys.find(slug);
  if (!virtualKey) {
    throw new FaultError({
      kind: 'invalid_request',
      message: `Following keys are not valid: ${slug}. Name a virtual key that this gateway holds.`,
      param: 'x-portkey-virtual-key',
      code: 'invalid_virtual_key',
    });
  }
  const provider = providers.find(virtualKey.provider);
  if (provider) return { provider, virtualKey, model };
  throw new FaultError({
    kind: 'invalid_request',
    message: `Invalid provider passed: the virtual key "${slug}" is for "${virtualKey.provider}", which is not loaded here`,
    param: 'x-portkey-virtual-key',
    code: 'invalid_provider',
  });
}

const queryModel = (query: string) => (query.includes('model=') ? (new URLSearchParams(query).get('model') ?? undefined) : undefined);

function checkCredential(provider: ProviderAdapter, settings: Readonly<Record<string, string>>, caller: Caller, elsewhere: boolean): void {
  if (provider.credential === undefined || settings[provider.credential] !== undefined) return;
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
