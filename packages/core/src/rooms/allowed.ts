import { FaultError, JsonDocument, type ProviderAdapter } from '@sluice/provider-sdk';
import type { ApiKey } from '../caller.ts';
import type { House, VirtualKey } from '../house.ts';

/** A credential of one provider, as lists of what is allowed see it. */
export interface Used {
  readonly provider: ProviderAdapter;
  readonly virtualKey: VirtualKey | undefined;
}

type KeyLists = Pick<ApiKey, 'allowedModels' | 'allowedProviders'> | undefined;

/** Whether a key may call a provider by a virtual key, or without one. */
export function isProviderAllowed(key: KeyLists, { provider, virtualKey }: Used, { providers }: Pick<House, 'providers'>): boolean {
  return (
    key?.allowedProviders === undefined ||
    key.allowedProviders.some((entry) =>
      entry[0] === '@' ? entry.slice(1) === virtualKey?.slug : entry === provider.id || providers.find(entry)?.id === provider.id,
    )
  );
}

/** Whether a key may have a model sent. */
export const isModelAllowed = (key: KeyLists, { virtualKey }: Pick<Used, 'virtualKey'>, model: string): boolean =>
  virtualKey?.allowedModels?.has(model) !== false &&
  (key?.allowedModels === undefined ||
    key.allowedModels.some((entry) => entry === model || (virtualKey !== undefined && entry === `@${virtualKey.slug}/${model}`)));

/** @throws FaultError `not_allowed` */
export function requireProvider(key: ApiKey | undefined, used: Used, house: House): void {
  if (isProviderAllowed(key, used, house)) return;
  const name = used.virtualKey ? `@${used.virtualKey.slug}` : used.provider.id;
  throw notAllowed(
    `The key "${key!.name}" may not call ${name}: it may call ${listed(key!.allowedProviders!)}.`,
    'x-portkey-provider',
    'provider_not_allowed',
  );
}

/**
 * Asked of what is really sent, after all that may change it.
 *
 * @throws FaultError `not_allowed`
 */
export function requireModel(key: ApiKey | undefined, { virtualKey }: Pick<Used, 'virtualKey'>, model: string | undefined): void {
  const lists = key?.allowedModels !== undefined || virtualKey?.allowedModels !== undefined;
  if (!lists || (model !== undefined && isModelAllowed(key, { virtualKey }, model))) return;
  if (model === undefined) throw notAllowed(`A model has to be named: ${whose(key, virtualKey)} is for some models only.`);
  throw notAllowed(
    virtualKey?.allowedModels?.has(model) === false
      ? `The virtual key "${virtualKey.slug}" is not for the model "${model}".`
      : `The key "${key!.name}" may not use the model "${model}": it may use ${listed(key!.allowedModels!)}.`,
  );
}

/**
 * Asked of a body whose model was allowed: some servers read names without regard to their case, and would find a second one.
 *
 * @throws FaultError `not_allowed`
 */
export function requireOneModel(key: ApiKey | undefined, { virtualKey }: Pick<Used, 'virtualKey'>, body: Buffer): void {
  if (key?.allowedModels === undefined && virtualKey?.allowedModels === undefined) return;
  const twin = JsonDocument.parse(body)
    .root.names()
    .find((name) => name !== 'model' && name.toLowerCase() === 'model');
  if (twin !== undefined) throw notAllowed(`"${twin}" could be taken for the model: leave it out.`, twin);
}

/**
 * Asked of a request whose model nobody here reads.
 *
 * @throws FaultError `not_allowed`
 */
export function requireAnyModel(key: ApiKey | undefined, { virtualKey }: Pick<Used, 'virtualKey'>): void {
  if (key?.allowedModels === undefined && virtualKey?.allowedModels === undefined) return;
  throw notAllowed(
    `At this address requests are passed on unread, and ${whose(key, virtualKey)} is for some models only: use an address whose model is read, such as /v1/chat/completions, or another key.`,
  );
}

const whose = (key: ApiKey | undefined, virtualKey: VirtualKey | undefined) =>
  key?.allowedModels ? `the key "${key.name}"` : `the virtual key "${virtualKey!.slug}"`;

const MOST_LISTED = 20;

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'none' : `${names.slice(0, MOST_LISTED).join(', ')}${names.length > MOST_LISTED ? '…' : ''}`;

const notAllowed = (message: string, param = 'model', code = 'model_not_allowed') =>
  new FaultError({ kind: 'not_allowed', type: 'model_not_allowed_error', message, param, code });
