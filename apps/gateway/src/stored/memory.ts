import type { ApiKey, Enforced, Guardrail, Prompt, Stock, StoredConfig, VirtualKey } from '@sluice/core';
import type { ChangeKind, ChangesSince } from '@sluice/store';
import type { ModelEntries } from '../models/directory.ts';
import type { PartialDirectory } from '../prompts/partials.ts';
import { readReference } from '../prompts/reference.ts';
import { aliasesOf, type Aliases } from './aliases.ts';
import { apiKeyOf, enforcedFor, type ApiKeyEntry } from './api-keys.ts';
import { collectionOf, noContents, type Contents } from './contents.ts';
import { Memo } from './memo.ts';
import { modelEntriesOf } from './prices.ts';
import type { PromptVersion } from './prompts.ts';
import { readAgain, readAll, type ContentsMeans } from './read-contents.ts';
import { chooseVersion } from './versions.ts';
import { virtualKeyOf, type ProviderEntry } from './virtual-keys.ts';

/** What a memory is filled with, and where it says what it could not take in. */
export interface MemoryMeans extends Omit<ContentsMeans, 'onLeftOut' | 'onBuilt'> {
  /** Told once of each thing that nothing can be made of, until something can. */
  readonly onLeftOut: (kind: ChangeKind, id: string, error: unknown) => void;
  /** The config file's partials, which prompts of the store may name as well; asked by workspace. Default: none. */
  readonly declaredPartials?: (workspaceId: string | undefined) => PartialDirectory;
}

/** A thing that may be another workspace's, or put away. */
interface Placed {
  readonly workspaceId: string | undefined;
  readonly active: boolean;
}

/** A key, and the hash that it was found by. */
export interface FoundKey {
  readonly key: ApiKey;
  readonly hash: string;
}

/**
 * What the store holds, as far as a call can ask for it: answered at once, whatever the database does. What is made of
 * several rows (a key and its workspace, a virtual key and its integration) is made when it is asked for.
 */
export class Memory {
  readonly #means: MemoryMeans;
  readonly #leftOut = new Set<string>();
  #contents: Contents = noContents();
  /** Counts what may have changed the answers about keys: whoever remembers such answers forgets them with it. */
  #keysEpoch = 0;
  #defaultConfigs: ReadonlyMap<string, string> | undefined;
  #aliases: Aliases | undefined;
  #modelEntries: ModelEntries | undefined;

  /** Keys that were asked for, by their hashes: one look and not five, which is felt where there are a hundred thousand. */
  #foundKeys = new Map<string, FoundKey>();

  readonly #virtualKey = new Memo((entry: ProviderEntry) =>
    this.#made('providers', entry.id, () =>
      virtualKeyOf(entry, {
        integration: (id) => this.#contents.integrations.get(id),
        workspaces: () => this.#contents.workspaces.all(),
      }),
    ),
  );

  readonly #prompt = new Memo((version: PromptVersion) =>
    this.#made('prompts', version.promptId, () => version.compile(this.partialsFor(version.workspaceId))),
  );

  constructor(means: MemoryMeans) {
    this.#means = means;
  }

  get keysEpoch(): number {
    return this.#keysEpoch;
  }

  /** All that was read, for parts that need more of it than callers see. */
  get contents(): Contents {
    return this.#contents;
  }

  /** Reads everything. @throws StoreError `unavailable` */
  async fill(): Promise<void> {
    this.#leftOut.clear();
    this.#contents = await readAll(this.#reading());
    this.#forget('all');
  }

  /** Reads what has changed. @throws StoreError `unavailable` */
  async update(changes: Exclude<ChangesSince['changes'], 'all'>): Promise<void> {
    const news = await readAgain(changes, this.#reading());
    for (const [kind, id, entry] of news) {
      const collection = collectionOf(this.#contents, kind);
      if (entry) collection.put(entry);
      else collection.remove(id);
    }
    this.#forget(new Set(news.map(([kind]) => kind)));
  }

  /** A key by its hash. */
  findKey(hash: string): FoundKey | undefined {
    const known = this.#foundKeys.get(hash);
    if (known) return known;
    const entry = this.#contents.api_keys.named(hash);
    const found = entry && this.#made('api_keys', entry.id, () => this.#buildKey(entry, hash));
    if (found) this.#foundKeys.set(hash, found);
    return found;
  }

  /** What a workspace says for all calls in it; undefined for one that is not there, or was archived. */
  enforcedIn(workspaceId: string): Enforced | undefined {
    const home = this.#contents.workspaces.get(workspaceId);
    return home?.active ? enforcedFor(home, (id) => this.#defaultConfig(id)) : undefined;
  }

  readonly virtualKeys: Stock<VirtualKey> = {
    find: (name) => {
      const entry = this.#contents.providers.find(name);
      return entry && this.#virtualKey.of(entry);
    },
    all: () => [...this.#contents.providers.all()].map((entry) => this.#virtualKey.of(entry)).filter((each) => each !== undefined),
  };

  readonly configs: Stock<StoredConfig> = this.#stock(() => this.#contents.configs);

  readonly guardrails: Stock<Guardrail> = this.#stock(() => this.#contents.guardrails);

  readonly prompts: Stock<Prompt> = {
    find: (text) => {
      const { name, version } = readReference(text);
      const entry = this.#contents.prompts.find(name);
      if (!entry || !this.#serves(entry)) return undefined;
      const chosen = chooseVersion(entry.versions, version, (label) => this.#labelled(entry.labelled, label));
      return chosen && this.#prompt.of(chosen);
    },
    all: () =>
      [...this.#contents.prompts.all()]
        .filter((entry) => this.#serves(entry))
        .map(({ versions }) => versions.published && this.#prompt.of(versions.published))
        .filter((each) => each !== undefined),
  };

  /** The partials that prompts of a workspace may name; the organisation's own prompts have the organisation's. */
  partialsFor(workspaceId: string | undefined): PartialDirectory {
    return {
      find: (text) => {
        const declared = this.#means.declaredPartials?.(workspaceId).find(text);
        if (declared) return declared;
        const { name, version } = readReference(text);
        const entry = this.#contents.partials.find(name);
        if (!entry || !this.#serves(entry)) return undefined;
        if (entry.workspaceId !== undefined && entry.workspaceId !== workspaceId) return undefined;
        return chooseVersion(entry.versions, version, () => undefined);
      },
    };
  }

  aliases(): Aliases {
    return (this.#aliases ??= aliasesOf(this.#contents.aliases.all()));
  }

  modelEntries(): ModelEntries {
    return (this.#modelEntries ??= modelEntriesOf(this.#contents.prices.all()));
  }

  #buildKey(entry: ApiKeyEntry, asked: string): FoundKey | undefined {
    const kept = entry.hashes.find((each) => each.hash === asked);
    const key = apiKeyOf(entry, {
      workspace: (id) => this.#contents.workspaces.get(id),
      user: (id) => this.#contents.users.get(id),
      defaultConfig: (id) => this.#defaultConfig(id),
    });
    if (!key || !kept) return undefined;
    // What a key was called before it was changed ends on a day of its own.
    const endsSooner = kept.expiresAt !== undefined && kept.expiresAt < (key.expiresAt ?? Infinity);
    return { key: endsSooner ? { ...key, expiresAt: kept.expiresAt } : key, hash: kept.hash };
  }

  #stock<T extends Placed & { readonly id: string }>(
    collection: () => { find(name: string): T | undefined; all(): Iterable<T> },
  ): Stock<T> {
    return {
      find: (name) => {
        const entry = collection().find(name);
        return entry && this.#serves(entry) ? entry : undefined;
      },
      all: () => [...collection().all()].filter((entry) => this.#serves(entry)),
    };
  }

  #serves({ workspaceId, active }: Placed): boolean {
    return active && (workspaceId === undefined || this.#contents.workspaces.get(workspaceId)?.active === true);
  }

  #labelled(labelled: ReadonlyMap<string, string>, name: string): string | undefined {
    for (const [label, version] of labelled) if (this.#contents.labels.get(label)?.name === name) return version;
    return undefined;
  }

  #defaultConfig(workspaceId: string): string | undefined {
    return (this.#defaultConfigs ??= this.#findDefaultConfigs()).get(workspaceId);
  }

  #findDefaultConfigs(): ReadonlyMap<string, string> {
    const defaults = new Map<string, string>();
    for (const { isDefault, active, workspaceId, slug } of this.#contents.configs.all())
      if (isDefault && active && workspaceId !== undefined) defaults.set(workspaceId, slug);
    return defaults;
  }

  #forget(changed: ReadonlySet<ChangeKind> | 'all'): void {
    const any = (...kinds: readonly ChangeKind[]) => changed === 'all' || kinds.some((kind) => changed.has(kind));
    if (any('workspaces', 'users', 'configs', 'api_keys')) {
      this.#foundKeys = new Map();
      this.#keysEpoch++;
    }
    if (any('workspaces', 'integrations')) this.#virtualKey.forget();
    if (any('configs')) this.#defaultConfigs = undefined;
    if (any('aliases')) this.#aliases = undefined;
    if (any('prices')) this.#modelEntries = undefined;
  }

  #reading(): ContentsMeans {
    return {
      ...this.#means,
      onLeftOut: (kind, id, error) => this.#leaveOut(kind, id, error),
      onBuilt: (kind, id) => this.#leftOut.delete(`${kind} ${id}`),
    };
  }

  #made<T>(kind: ChangeKind, id: string, make: () => T | undefined): T | undefined {
    try {
      return make();
    } catch (error) {
      this.#leaveOut(kind, id, error);
      return undefined;
    }
  }

  #leaveOut(kind: ChangeKind, id: string, error: unknown): void {
    const name = `${kind} ${id}`;
    if (this.#leftOut.has(name)) return;
    this.#leftOut.add(name);
    this.#means.onLeftOut(kind, id, error);
  }
}
