import type { ProviderAdapter } from '@sluice/provider-sdk';
import { ORGANISATION_ID } from '../admin/organisation.ts';
import { maskedConfig } from '../admin/resources/configs/masked-config.ts';
import { CALLING } from '../admin/scopes.ts';
import { maskedTooling } from '../admin/resources/prompts/masked-version.ts';
import { maskedChecks } from '../admin/resources/guardrails/masked-checks.ts';
import type { ApiKeyEntry, PromptEntry, VirtualKeyEntry } from '../config-file/entries.ts';
import type { ConfigFile } from '../config-file/read.ts';
import type { Declared, DeclaredView } from './declared.ts';

export interface DeclareMeans {
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  /** When the file was read, in milliseconds since the epoch: what is in it has no other day. */
  readonly readAt: number;
}

const FROM_FILE = { origin: 'file', status: 'active' } as const;

/** What the config file declares, as the admin API shows it: no credential and no key is in it. */
export function declare(file: ConfigFile | undefined, { findProvider, readAt }: DeclareMeans): Declared {
  const day = new Date(readAt).toISOString();
  return {
    apiKeys: views(file?.api_keys, (entry) => [entry.name, apiKeyView(entry, day)]),
    virtualKeys: views(file?.virtual_keys, (entry) => [entry.slug, virtualKeyView(entry)]),
    configs: views(file?.configs, ({ slug, name = slug, workspace, config }) => [
      slug,
      {
        ...FROM_FILE,
        object: 'config',
        id: `file:${slug}`,
        slug,
        name,
        workspace_id: workspace ?? null,
        config: maskedConfig(config as Readonly<Record<string, unknown>>, findProvider),
        version_id: 'file',
      },
    ]),
    prompts: views(file?.prompts, (entry) => [entry.slug, promptView(entry)]),
    partials: views(file?.partials, ({ slug, name = slug, workspace, string, version = 1, version_description: description = null }) => [
      slug,
      {
        ...FROM_FILE,
        object: 'partial',
        id: slug,
        slug,
        name,
        workspace_id: workspace ?? null,
        string,
        version,
        version_description: description,
        prompt_partial_version_id: `${slug}@${version}`,
      },
    ]),
    guardrails: views(file?.guardrails, ({ slug, name = slug, workspace, checks, actions }) => [
      slug,
      {
        ...FROM_FILE,
        object: 'guardrail',
        id: `file:${slug}`,
        slug,
        name,
        workspace_id: workspace ?? null,
        checks: maskedChecks(checks),
        actions: actions ?? {},
      },
    ]),
    aliases: views(
      Object.entries(file?.aliases ?? {}).flatMap(([provider, models]) =>
        Object.entries(models).map(([model, sends]) => ({ provider, model, sends })),
      ),
      ({ provider, model, sends }) => [
        `${provider}/${model}`,
        { ...FROM_FILE, object: 'alias', id: `${provider}/${model}`, provider, model, sends },
      ],
    ),
    prices: views(
      Object.entries(file?.models ?? {}).flatMap(([provider, models]) =>
        Object.entries(models).map(([model, entry]) => ({ provider, model, entry })),
      ),
      ({ provider, model, entry }) => [
        `${provider}/${model}`,
        { ...FROM_FILE, object: 'price', id: `${provider}/${model}`, provider, model, ...entry },
      ],
    ),
  };
}

const apiKeyView = (entry: ApiKeyEntry, day: string): DeclaredView => ({
  ...FROM_FILE,
  object: 'api-key',
  id: `file:${entry.name}`,
  key: '…',
  name: entry.name,
  description: entry.description ?? null,
  type: entry.workspace === undefined ? 'organisation-service' : 'workspace-service',
  organisation_id: ORGANISATION_ID,
  workspace_id: entry.workspace ?? null,
  user_id: null,
  creation_mode: 'auto',
  root: false,
  scopes: entry.scopes ?? [...CALLING],
  defaults: {
    ...(entry.defaults?.config !== undefined && { config_id: entry.defaults.config }),
    metadata: entry.defaults?.metadata ?? {},
    ...(entry.defaults?.allow_config_override !== undefined && { allow_config_override: entry.defaults.allow_config_override }),
    ...(entry.log_bodies !== undefined && { log_bodies: entry.log_bodies }),
  },
  allowed_models: entry.allowed_models ?? null,
  allowed_providers: entry.allowed_providers ?? null,
  usage_limits: entry.usage_limits?.[0] ?? null,
  rate_limits: entry.rate_limits ?? [],
  rotation_policy: null,
  expires_at: shownExpiry(entry.expires_at),
  created_by: 'file',
  created_at: day,
  last_updated_at: day,
});

const virtualKeyView = (entry: VirtualKeyEntry): DeclaredView => ({
  ...FROM_FILE,
  object: 'virtual-key',
  id: `file:${entry.slug}`,
  slug: entry.slug,
  name: entry.name ?? entry.slug,
  note: entry.note ?? null,
  ai_provider_name: entry.provider,
  provider: entry.provider,
  usage_limits: entry.usage_limits?.[0] ?? null,
  rate_limits: entry.rate_limits ?? [],
  expires_at: shownExpiry(entry.expires_at),
});

const promptView = (entry: PromptEntry): DeclaredView => {
  const { slug, version = 1 } = entry;
  return {
    ...FROM_FILE,
    object: 'prompt',
    id: slug,
    slug,
    name: entry.name ?? slug,
    workspace_id: entry.workspace ?? null,
    string: entry.string,
    ...maskedTooling({ parameters: entry.parameters ?? {}, tools: entry.tools ?? null }),
    virtual_key: entry.virtual_key ?? null,
    model: entry.model ?? null,
    functions: entry.functions ?? null,
    tool_choice: entry.tool_choice ?? null,
    template_metadata: entry.template_metadata ?? null,
    prompt_version: version,
    prompt_version_id: `${slug}@${version}`,
    prompt_version_status: 'active',
    prompt_version_description: entry.version_description ?? null,
  };
};

const shownExpiry = (text: string | undefined): string | null => (text === undefined ? null : new Date(text).toISOString());

const views = <T>(
  entries: readonly T[] | undefined,
  view: (entry: T) => readonly [string, DeclaredView],
): ReadonlyMap<string, DeclaredView> => new Map((entries ?? []).map(view));
