import { environmentName, FaultError, type ProviderAdapter } from '@sluice/provider-sdk';
import type { House, VirtualKey } from '../house.ts';
import { ownHeader } from '../incoming.ts';
import { configNames, type ProviderSettings } from '../provider-settings.ts';
import type { NameQuestion } from './name-provider.ts';

/** Where a target's paths begin. */
export interface Base {
  readonly base: string;
  readonly guarded: boolean;
  readonly elsewhere: boolean;
}

export interface BaseQuestion extends Pick<NameQuestion, 'incoming' | 'config'> {
  readonly provider: ProviderAdapter;
  readonly settings: ProviderSettings;
  readonly virtualKey: VirtualKey | undefined;
  /** The model that will be sent, which may be at home elsewhere. */
  readonly model: string | undefined;
}

/**
 * The upstream base: the caller's own, a saved config's, the model's, the virtual key's, the environment's, the provider's, in that order.
 *
 * @throws FaultError `invalid_request` for a host that may not be called, or not with a stored credential.
 */
export function chooseBase(
  { provider, settings, virtualKey, model, incoming, config }: BaseQuestion,
  { policy, environment }: House,
): Base {
  const inHeader = ownHeader(incoming.headers, 'custom-host');
  const fromCaller = inHeader ?? (config?.origin === 'caller' ? config.customHost : undefined);
  if (fromCaller !== undefined) {
    const param = inHeader === undefined ? 'x-portkey-config' : 'x-portkey-custom-host';
    return { ...judged(fromCaller, param, settings, policy), elsewhere: true };
  }
  const ofConfig = config?.origin === 'stored' ? config.customHost : undefined;
  if (ofConfig !== undefined && config?.hostsJudged)
    return { ...judged(ofConfig, 'x-portkey-config', besideConfig(settings), policy), elsewhere: true };
  const ofKey = (model === undefined ? undefined : virtualKey?.models.get(model)?.customHost) ?? virtualKey?.customHost;
  if (ofConfig === undefined && ofKey !== undefined && virtualKey?.hostsJudged)
    return { ...judgedAgain(ofKey, settings, policy), elsewhere: true };
  const fromOperator = ofConfig ?? ofKey ?? environment.baseURL(provider);
  if (fromOperator !== undefined) return { base: fromOperator, guarded: false, elsewhere: true };
  const own = provider.baseURL(settings.values);
  if (own !== undefined && virtualKey?.hostsJudged && namesHost(provider, virtualKey))
    return { ...judgedAgain(own, settings, policy), elsewhere: false };
  if (own !== undefined && config?.hostsJudged && settings.storedInConfig && namesHost(provider, config))
    return { ...judgedAgain(own, settings, policy), elsewhere: false };
  if (own !== undefined && settings.placedByCaller) return { ...judged(own, 'x-portkey-provider', settings, policy), elsewhere: false };
  if (own !== undefined) return { base: own, guarded: false, elsewhere: false };
  throw new FaultError({
    kind: 'invalid_request',
    message: `${provider.name} has no address of its own: send one in x-portkey-custom-host, or set ${environmentName(provider.id, 'baseUrl')}.`,
    param: 'x-portkey-custom-host',
    code: 'missing_custom_host',
  });
}

/**
 * A base that the caller chose, itself or by a part of it.
 *
 * @throws FaultError `invalid_request` for a host that may not be called, or not with a stored credential.
 */
function judged(text: string, param: string, { stored }: ProviderSettings, policy: House['policy']): Omit<Base, 'elsewhere'> {
  const verdict = policy.judgeHost(text);
  if (!verdict.ok)
    throw new FaultError({
      kind: 'invalid_request',
      message: `Invalid custom host: ${verdict.reason}`,
      param,
      code: 'invalid_custom_host',
    });
  if (stored && !verdict.trusted) {
    throw new FaultError({
      kind: 'invalid_request',
      message: `Invalid custom host: a stored credential goes only to hosts that the operator trusts. Send the provider's key with the request, or have the host added to TRUSTED_CUSTOM_HOSTS.`,
      param,
      code: 'untrusted_custom_host',
    });
  }
  return { base: verdict.base, guarded: !verdict.trusted };
}

/** A base that stands with the credential that goes there. */
const judgedAgain = (text: string, settings: ProviderSettings, policy: House['policy']) =>
  judged(text, 'x-portkey-virtual-key', { ...settings, stored: false }, policy);

/** A credential may go where the config that holds it says, and no other may. */
const besideConfig = (settings: ProviderSettings): ProviderSettings => ({
  ...settings,
  stored: settings.stored && !settings.storedInConfig,
});

const namesHost = (provider: ProviderAdapter, { fields }: Pick<VirtualKey, 'fields'>): boolean =>
  Object.values(provider.fields).some((field) => field.host === true && configNames(field).some((name) => fields[name] !== undefined));
