import type { ChangeKind } from '@sluice/store';
import { readAliases, type AliasEntry } from './aliases.ts';
import { readApiKeys, type ApiKeyEntry } from './api-keys.ts';
import { Collection, type Entry } from './collection.ts';
import { readConfigs, type ConfigEntry } from './configs.ts';
import { readGuardrails, type GuardrailEntry } from './guardrails.ts';
import { readIntegrations, type IntegrationEntry } from './integrations.ts';
import { readLabels, type LabelEntry } from './labels.ts';
import { readPartials, type PartialEntry } from './partials.ts';
import { readPrices, type PriceEntry } from './prices.ts';
import { readPrompts, type PromptEntry } from './prompts.ts';
import type { Reader } from './reader.ts';
import { readUsers, type UserEntry } from './users.ts';
import { readProviders, type ProviderEntry } from './virtual-keys.ts';
import { readWorkspaces, type WorkspaceEntry } from './workspaces.ts';

/** How each kind of thing is read. */
export const READERS: Readonly<Record<ChangeKind, Reader<Entry>>> = {
  workspaces: readWorkspaces,
  users: readUsers,
  api_keys: readApiKeys,
  integrations: readIntegrations,
  providers: readProviders,
  configs: readConfigs,
  prompts: readPrompts,
  partials: readPartials,
  labels: readLabels,
  guardrails: readGuardrails,
  aliases: readAliases,
  prices: readPrices,
};

/** All that the data plane keeps of the store. */
export interface Contents {
  readonly workspaces: Collection<WorkspaceEntry>;
  readonly users: Collection<UserEntry>;
  /** Named by their hashes. */
  readonly api_keys: Collection<ApiKeyEntry>;
  readonly integrations: Collection<IntegrationEntry>;
  readonly providers: Collection<ProviderEntry>;
  readonly configs: Collection<ConfigEntry>;
  readonly prompts: Collection<PromptEntry>;
  readonly partials: Collection<PartialEntry>;
  readonly labels: Collection<LabelEntry>;
  readonly guardrails: Collection<GuardrailEntry>;
  readonly aliases: Collection<AliasEntry>;
  readonly prices: Collection<PriceEntry>;
}

const bySlug = <T extends Entry & { readonly slug: string }>() => new Collection<T>(({ slug }) => [slug]);
const byId = <T extends Entry>() => new Collection<T>(() => []);

/** Before anything was read. */
export const noContents = (): Contents => ({
  workspaces: bySlug(),
  users: byId(),
  api_keys: new Collection(({ hashes }) => hashes.map(({ hash }) => hash)),
  integrations: bySlug(),
  providers: bySlug(),
  configs: bySlug(),
  prompts: bySlug(),
  partials: bySlug(),
  labels: byId(),
  guardrails: bySlug(),
  aliases: byId(),
  prices: byId(),
});

/** A collection, by a kind that nobody knows while they write: what goes in was read by the reader of the same kind. */
export const collectionOf = (contents: Contents, kind: ChangeKind): Collection<Entry> => contents[kind] as unknown as Collection<Entry>;
