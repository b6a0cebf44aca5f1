import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import { namesItsProvider, type TargetConfig } from '../config/config.ts';
import type { House, Prompt, VirtualKey } from '../house.ts';
import { ownHeader, type Incoming } from '../incoming.ts';
import { queryModel } from './query-model.ts';
import { providerForModel } from './unnamed-provider.ts';

export interface NameQuestion {
  readonly incoming: Incoming;
  readonly caller: Caller;
  readonly config: TargetConfig | undefined;
  /** The model that the body names. */
  readonly model: string | undefined;
  readonly prompt: Prompt | undefined;
}

/** Who is called. */
export interface Named {
  readonly provider: ProviderAdapter;
  readonly virtualKey: VirtualKey | undefined;
  /** The model that came with the reference. */
  readonly model: string | undefined;
}

/** `@slug` or `@slug/model`. */
const REFERENCE = /^@([^/\s]+)(?:\/(.+))?$/s;

/** Model ids of Workers AI and of Hugging Face begin like references and are none. Wire spec §7.2. */
const NOT_A_REFERENCE = /^@(?:cf|hf)\//;

/**
 * Finds who is meant; the first that is said wins. Wire spec §7.2. A target among others speaks for itself: what
 * the request says beside the config would make all targets one.
 *
 * @throws FaultError `invalid_request` for a provider or a virtual key that is not there.
 */
export function nameProvider(question: NameQuestion, house: House): Named {
  const { config, incoming, model } = question;
  const asked = model ?? queryModel(incoming.query);
  if (config && config.label !== 'config' && namesItsProvider(config)) {
    const named = byConfig(config, house)!;
    // What the call says as `@slug/model` names its model; the slug has been overruled.
    return { provider: named.provider, virtualKey: named.virtualKey, model: named.model ?? referenceIn(asked, house)?.model };
  }
  return byRequest(question, asked, house);
}

function byRequest({ incoming, caller, config, prompt }: NameQuestion, asked: string | undefined, house: House): Named {
  const inHeader = ownHeader(incoming.headers, 'provider');
  const headerReference = inHeader === undefined ? null : REFERENCE.exec(inHeader);
  if (headerReference) return byVirtualKey(headerReference[1]!, headerReference[2], house);

  const virtualKey = ownHeader(incoming.headers, 'virtual-key');
  if (virtualKey !== undefined) return byVirtualKey(virtualKey, undefined, house);

  // A config that sets the model sets the provider with it, as `@slug/model`.
  const overridden = config?.overrideParams['model'];
  const reference = (typeof overridden === 'string' ? referenceIn(overridden, house) : undefined) ?? referenceIn(asked, house);
  if (reference) return byVirtualKey(reference.slug, reference.model, house);

  const configured = config && byConfig(config, house);
  if (configured && (config.provider === undefined || config.provider[0] === '@')) return configured;

  const brought = caller.credential !== undefined || (config?.apiKeys.length ?? 0) > 0;
  if (prompt?.virtualKey !== undefined && !brought) return byVirtualKey(prompt.virtualKey, undefined, house);
  if (configured) return configured;
  if (inHeader === undefined) return providerForModel(asked, caller, house);
  return bySlug(inHeader, 'x-portkey-provider', house);
}

function byConfig({ provider, virtualKey }: TargetConfig, house: House): Named | undefined {
  const reference = provider === undefined ? null : REFERENCE.exec(provider);
  if (reference) return byVirtualKey(reference[1]!, reference[2], house);
  if (virtualKey !== undefined) return byVirtualKey(virtualKey, undefined, house);
  return provider === undefined ? undefined : bySlug(provider, 'x-portkey-config', house);
}

function referenceIn(
  model: string | undefined,
  { virtualKeys }: House,
): { readonly slug: string; readonly model: string | undefined } | undefined {
  const reference = model?.[0] === '@' ? REFERENCE.exec(model) : null;
  if (!reference) return undefined;
  const [, slug, rest] = reference;
  return virtualKeys.find(slug!) || !NOT_A_REFERENCE.test(model!) ? { slug: slug!, model: rest } : undefined;
}

function bySlug(slug: string, param: string, { providers }: House): Named {
  const provider = providers.find(slug);
  if (provider) return { provider, virtualKey: undefined, model: undefined };
  throw new FaultError({
    kind: 'invalid_request',
    message: `Invalid provider passed: "${slug}" is not loaded here; there are ${providers
      .all()
      .map(({ id }) => id)
      .join(', ')}`,
    param,
    code: 'invalid_provider',
  });
}

function byVirtualKey(slug: string, model: string | undefined, { virtualKeys, providers }: House): Named {
  const virtualKey = virtualKeys.find(slug);
  if (!virtualKey) {
    // With no key of that name, the provider itself: what the operator's environment holds for it is its key.
    const itself = providers.find(slug);
    if (itself) return { provider: itself, virtualKey: undefined, model };
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
