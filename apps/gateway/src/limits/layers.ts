import type { Spending } from '@sluice/core';
import type { UsageLimit } from '@sluice/store';
import type { ConfigFile } from '../config-file/read.ts';
import { limitsOfKey, type ApiKeyEntry } from '../stored/api-keys.ts';
import type { Contents } from '../stored/contents.ts';
import { accessFor, type IntegrationEntry } from '../stored/integrations.ts';
import type { WorkspaceEntry } from '../stored/workspaces.ts';
import { declaredLimits } from './declared-limits.ts';
import { layerOf, type Layer, type Limited } from './layer.ts';
import type { Ledger } from './ledger.ts';
import { accessUsageId, type UsageKind } from './usage-id.ts';

export interface LayersMeans {
  /** What the store holds. */
  readonly contents: () => Pick<Contents, 'api_keys' | 'providers' | 'integrations' | 'workspaces'>;
  /** What the config file declares: another object where it is another file. */
  readonly file: () => ConfigFile | undefined;
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly onAlert: (kind: UsageKind, name: string, limit: UsageLimit, used: number) => void;
}

interface Known {
  /** What it was made of: it is made again when that is another. */
  readonly source: object;
  readonly layer: Layer;
}

const NONE: readonly Layer[] = [];

/** Finds what limits a call. Asked of every request that has a key: where nothing does, it costs some look-ups and makes nothing. */
export class Layers {
  readonly #means: LayersMeans;
  readonly #known: Readonly<Record<UsageKind, Map<string, Known>>> = {
    api_keys: new Map(),
    providers: new Map(),
    integrations: new Map(),
    workspaces: new Map(),
  };
  #declared: { readonly file: ConfigFile | undefined; readonly limits: ReadonlyMap<string, Limited> } = {
    file: undefined,
    limits: new Map(),
  };

  constructor(means: LayersMeans) {
    this.#means = means;
  }

  of({ key, virtualKey }: Pick<Spending, 'key' | 'virtualKey'>): readonly Layer[] {
    if (!key && !virtualKey) return NONE;
    const { api_keys: keys, providers, integrations, workspaces } = this.#means.contents();
    const provider = virtualKey && providers.get(virtualKey.id);
    const integration = provider?.integrationId === undefined ? undefined : integrations.get(provider.integrationId);
    // Who works for the whole organisation spends what the virtual key's workspace has.
    const workspaceId = key?.workspace ?? provider?.workspaceId;
    const workspace = workspaceId === undefined ? undefined : workspaces.get(workspaceId);

    let found: Layer[] | undefined;
    const add = (layer: Layer | undefined) => {
      if (layer) (found ??= []).push(layer);
    };
    if (key) add(this.#ofKey(key.id, keys.get(key.id)));
    if (virtualKey) add(provider ? this.#ofPlain('providers', provider.slug, provider) : this.#ofDeclared('providers', virtualKey.id));
    if (integration && workspaceId !== undefined) add(this.#ofAccess(integration, workspaceId));
    if (workspaceId !== undefined) add(this.#ofWorkspace(workspaceId, workspace));
    return found ?? NONE;
  }

  /** Forgets layers that are as good as new: the next call makes them again as they are. */
  prune(): void {
    const nowMs = this.#means.now();
    for (const known of Object.values(this.#known))
      for (const [id, { layer }] of known)
        if (layer.budgets.length === 0 && layer.rates.every(({ bucket }) => bucket.isFull(nowMs))) known.delete(id);
  }

  #ofKey(id: string, entry: ApiKeyEntry | undefined): Layer | undefined {
    if (!entry) return this.#ofDeclared('api_keys', id);
    if (entry.usage_limits === '[]' && entry.rate_limits === '[]') return undefined;
    return this.#layer('api_keys', id, entry, () => ({ name: entry.name, ...limitsOfKey(entry) }));
  }

  #ofPlain(kind: UsageKind, name: string, entry: Omit<Limited, 'kind' | 'name'>): Layer | undefined {
    const { usageLimits, rateLimits } = entry;
    if (usageLimits.length === 0 && rateLimits.length === 0) return undefined;
    return this.#layer(kind, entry.id, entry, () => ({ name, usageLimits, rateLimits }));
  }

  /** What the config file says of a workspace counts over what the store does, whoever's the workspace is. */
  #ofWorkspace(id: string, entry: WorkspaceEntry | undefined): Layer | undefined {
    return this.#ofDeclared('workspaces', entry ? `file:${entry.slug}` : id) ?? (entry && this.#ofPlain('workspaces', entry.slug, entry));
  }

  #ofAccess(integration: IntegrationEntry, workspaceId: string): Layer | undefined {
    const access = accessFor(integration, workspaceId);
    const { usageLimits, rateLimits } = access;
    if (usageLimits.length === 0 && rateLimits.length === 0) return undefined;
    const id = accessUsageId(integration.id, workspaceId);
    return this.#layer('integrations', id, access, () => ({ name: integration.slug, usageLimits, rateLimits }));
  }

  #ofDeclared(kind: UsageKind, id: string): Layer | undefined {
    const file = this.#means.file();
    if (file !== this.#declared.file) this.#declared = { file, limits: declaredLimits(file) };
    if (this.#declared.limits.size === 0) return undefined;
    const limited = this.#declared.limits.get(`${kind} ${id}`);
    return limited && this.#layer(kind, id, limited, () => limited);
  }

  #layer(kind: UsageKind, id: string, source: object, read: () => Pick<Limited, 'name' | 'usageLimits' | 'rateLimits'>): Layer {
    const known = this.#known[kind].get(id);
    if (known?.source === source) return known.layer;
    const layer = layerOf({ ...read(), kind, id }, known?.layer, this.#means, this.#means.now());
    this.#known[kind].set(id, { source, layer });
    return layer;
  }
}
