import { FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { Caller } from '../caller.ts';
import { namesItsProvider, type TargetConfig } from '../config/config.ts';
import type { House, Prompt, VirtualKey } from '../house.ts';
import { ownHeader } from '../incoming.ts';
import type { Kept } from '../shelf.ts';
import { queryModel } from './query-model.ts';
import { targetPrompt, type PromptQuestion } from './target-prompt.ts';
import { providerForModel } from './unnamed-provider.ts';

export type NameQuestion = PromptQuestion;

/** Who is called. */
export interface Named {
  readonly provider: ProviderAdapter;
  readonly virtualKey: VirtualKey | undefined;
  /** The model that came with the reference. */
  readonly model: string | undefined;
  /** The stored prompt that gives the words. */
  readonly prompt: Prompt | undefined;
}

/** `@slug` or `@slug/model`. */
const REFERENCE = /^@([^/\s]+)(?:\/(.+))?$/s;

/** Model ids of Workers AI and of Hugging Face begin like references and are none. Wire spec §7.2. */
const NOT_A_REFERENCE = /^@(?:cf|hf)\//;

/**
 * Finds who is meant; the first that is said wins. Wire spec §7.2. A target among others speaks for itself: what
 * the request says beside the config would make all targets one.
 *
 * @throws FaultError `invalid_request` for a provider, a virtual key or a prompt that is not there; `unauthenticated` for
 *   something stored without a key.
 */
export function nameProvider(question: NameQuestion, house: House): Named {
  const { config, incoming, call, caller } = question;
  const prompt = targetPrompt(question, house);
  const asked = call.model ?? queryModel(incoming.query) ?? modelOf(prompt);
  const see: Sight = { caller, house, within: undefined };
  const inConfig: Sight = { ...see, within: config?.workspaces };
  // What a prompt brings as its model may stand in the request already.
  const inPrompt: Sight = { ...see, within: prompt?.workspaces };
  const inModel = asked === modelOf(prompt) ? inPrompt : see;
  if (config && namesItsProvider(config)) {
    if (config.label !== 'config') {
      const named = byConfig(config, inConfig)!;
      // What the call says as `@slug/model` names its model; the slug has been overruled.
      return { provider: named.provider, virtualKey: named.virtualKey, model: named.model ?? referenceIn(asked, inModel)?.model, prompt };
    }
  } else if (config?.promptId !== undefined && prompt?.virtualKey !== undefined) {
    // A target that is a prompt and no more means the prompt's own virtual key.
    const { provider, virtualKey, model } = byVirtualKey(prompt.virtualKey, referenceIn(asked, inModel)?.model, inPrompt);
    return { provider, virtualKey, model, prompt };
  }
  const found = byRequest(question, { asked, prompt }, { see, inConfig, inPrompt, inModel });
  const model = found.model ?? (prompt && referenceIn(asked, inModel)?.model);
  return { provider: found.provider, virtualKey: found.virtualKey, model, prompt };
}

/** A house as one caller sees it, or what is stored for workspaces and speaks for that caller. */
interface Sight {
  readonly caller: Caller;
  readonly house: House;
  readonly within: Kept['workspaces'];
}

/** By whose eyes each name is looked up: those of whoever says it. */
interface Sights {
  readonly see: Sight;
  readonly inConfig: Sight;
  readonly inPrompt: Sight;
  readonly inModel: Sight;
}

interface Meant {
  readonly asked: string | undefined;
  readonly prompt: Prompt | undefined;
}

/** Who is called, before it is said with which words. */
type Found = Omit<Named, 'prompt'>;

const modelOf = (prompt: Prompt | undefined): string | undefined => {
  const model = prompt?.parameters['model'];
  return typeof model === 'string' ? model : undefined;
};

function byRequest(
  { incoming, caller, config }: NameQuestion,
  { asked, prompt }: Meant,
  { see, inConfig, inPrompt, inModel }: Sights,
): Found {
  const inHeader = ownHeader(incoming.headers, 'provider');
  const headerReference = inHeader === undefined ? null : REFERENCE.exec(inHeader);
  if (headerReference) return byVirtualKey(headerReference[1]!, headerReference[2], see);

  if (incoming.prompt && prompt?.virtualKey !== undefined) return byVirtualKey(prompt.virtualKey, undefined, inPrompt);
  const virtualKey = ownHeader(incoming.headers, 'virtual-key');
  if (virtualKey !== undefined) return byVirtualKey(virtualKey, undefined, see);

  // A config that sets the model sets the provider with it, as `@slug/model`.
  const overridden = config?.overrideParams['model'];
  const set = typeof overridden === 'string' ? referenceIn(overridden, inConfig) : undefined;
  if (set) return byVirtualKey(set.slug, set.model, inConfig);
  const reference = referenceIn(asked, inModel);
  if (reference) return byVirtualKey(reference.slug, reference.model, inModel);

  const configured = config && byConfig(config, inConfig);
  if (configured && (config.provider === undefined || config.provider[0] === '@')) return configured;

  const brought = caller.credential !== undefined || (config?.apiKeys.length ?? 0) > 0;
  if (prompt?.virtualKey !== undefined && !brought) return byVirtualKey(prompt.virtualKey, undefined, inPrompt);
  if (configured) return configured;
  if (inHeader === undefined) return providerForModel(asked, caller, see.house);
  return bySlug(inHeader, 'x-portkey-provider', see);
}

function byConfig({ provider, virtualKey }: TargetConfig, see: Sight): Found | undefined {
  const reference = provider === undefined ? null : REFERENCE.exec(provider);
  if (reference) return byVirtualKey(reference[1]!, reference[2], see);
  if (virtualKey !== undefined) return byVirtualKey(virtualKey, undefined, see);
  return provider === undefined ? undefined : bySlug(provider, 'x-portkey-config', see);
}

function referenceIn(
  model: string | undefined,
  { caller, house, within }: Sight,
): { readonly slug: string; readonly model: string | undefined } | undefined {
  const reference = model?.[0] === '@' ? REFERENCE.exec(model) : null;
  if (!reference) return undefined;
  const [, slug, rest] = reference;
  return !NOT_A_REFERENCE.test(model!) || house.virtualKeys.find(slug!, caller, within) ? { slug: slug!, model: rest } : undefined;
}

function bySlug(slug: string, param: string, { house: { providers } }: Sight): Found {
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

function byVirtualKey(slug: string, model: string | undefined, { caller, within, house: { virtualKeys, providers } }: Sight): Found {
  const virtualKey = virtualKeys.find(slug, caller, within);
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
