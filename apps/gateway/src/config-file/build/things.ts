import type { ApiKey, Extensions, Guardrail, StoredConfig } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { SettingsError } from '../../settings/environment.ts';
import type { Directories } from '../directories.ts';
import type { Entries } from '../entries.ts';
import { buildApiKey } from './api-keys.ts';
import { buildConfigs } from './configs.ts';
import { buildGuardrails } from './guardrails.ts';
import { buildPartials } from './partials.ts';
import { buildPrompts } from './prompts.ts';
import { buildVirtualKey } from './virtual-keys.ts';
import { Workspaces } from './workspaces.ts';

/** A key, and what callers send as it. */
export interface DeclaredKey {
  readonly token: string;
  readonly key: ApiKey;
}

export type Things = Pick<Directories, 'virtualKeys' | 'configs' | 'prompts' | 'partials' | 'guardrails'> & {
  readonly apiKeys: readonly DeclaredKey[];
};

/** Builds all that a file declares and that may be some workspace's. @throws SettingsError naming the path of what leads nowhere. */
export async function buildThings(
  entries: Entries,
  { findProvider, extensions }: { readonly findProvider: (slug: string) => ProviderAdapter | undefined; readonly extensions: Extensions },
): Promise<Things> {
  const workspaces = new Workspaces(entries);
  const virtualKeys = new Map(
    (entries.virtual_keys ?? []).map((entry, index) => [
      entry.slug,
      buildVirtualKey(entry, `virtual_keys[${index}]`, { findProvider, workspaces }),
    ]),
  );
  const guardrails = await buildGuardrails(entries.guardrails ?? [], { extensions, workspaces });
  const configs = await buildConfigs(entries.configs ?? [], { findProvider, extensions, workspaces, virtualKeys });
  const partials = buildPartials(entries.partials ?? [], workspaces);
  const prompts = buildPrompts(entries.prompts ?? [], { workspaces, virtualKeys, partials });
  const apiKeys = (entries.api_keys ?? []).map((entry, index) => ({
    token: entry.key,
    key: buildApiKey(entry, `api_keys[${index}]`, workspaces),
  }));
  checkDefaults(entries, { configs, guardrails });
  return { apiKeys, virtualKeys, configs, prompts, partials, guardrails };
}

/** @throws SettingsError where a key or a workspace says that something holds which is not there. */
function checkDefaults(
  { api_keys: keys = [], workspaces = [] }: Entries,
  { configs, guardrails }: { readonly configs: ReadonlyMap<string, StoredConfig>; readonly guardrails: ReadonlyMap<string, Guardrail> },
): void {
  const requireThere = (noun: string, known: ReadonlyMap<string, unknown>, slug: string | null | undefined, place: string) => {
    if (slug !== undefined && slug !== null && !known.has(slug)) throw new SettingsError(place, `there is no ${noun} "${slug}"`);
  };
  for (const [index, { defaults }] of keys.entries())
    requireThere('config', configs, defaults?.config, `api_keys[${index}].defaults.config`);
  for (const [index, { defaults }] of workspaces.entries()) {
    const place = `workspaces[${index}].defaults`;
    requireThere('config', configs, defaults?.config, `${place}.config`);
    for (const side of ['input_guardrails', 'output_guardrails'] as const)
      for (const slug of defaults?.[side] ?? []) requireThere('guardrail', guardrails, slug, `${place}.${side}`);
  }
}
