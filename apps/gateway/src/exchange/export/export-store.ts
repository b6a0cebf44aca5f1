import type { Extensions } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import type { Store } from '@sluice/store';
import type { Entries } from '../../config-file/entries.ts';
import type { ConfigFile } from '../../config-file/read.ts';
import { exportApiKeys } from './api-keys.ts';
import { exportConfigs } from './configs.ts';
import { telling } from './escaped.ts';
import { exportGuardrails } from './guardrails.ts';
import { readNames } from './names.ts';
import { exportPartials, exportPrompts } from './prompts.ts';
import { readMemory, type Source } from './source.ts';
import { startable } from './startable.ts';
import { exportAliases, exportModels } from './tables.ts';
import { Variables, type Variable } from './variables.ts';
import { exportVirtualKeys } from './virtual-keys.ts';
import { exportWorkspaces } from './workspaces.ts';

export interface ExportMeans {
  readonly store: Store;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
  /** The config file that stands beside the store: what it declares may be named, and is not written again. */
  readonly file: ConfigFile | undefined;
  readonly withSecrets: boolean;
}

/** All that a store holds and a file can say. */
export interface Exported {
  /** Texts in it are as a file has to have them. */
  readonly entries: Entries;
  readonly variables: readonly Variable[];
  /** What is not in it, and why: a sentence each. */
  readonly leftOut: readonly string[];
}

/** Writes what the API made as entries of a config file, which a gateway of its own would start with. */
export async function exportStore(means: ExportMeans): Promise<Exported> {
  const { store, findProvider, extensions, file, withSecrets } = means;
  const notes = new Set<string>();
  const leaveOut = (what: string, why: string) => void notes.add(`${what}: ${why}`);
  const variables = new Variables(withSecrets);
  const memory = await readMemory({ store, findProvider, extensions, leaveOut });
  const source: Source = { store, memory, findProvider, names: await readNames(store), variables, leaveOut };
  const apiKeys = await exportApiKeys(source);
  const virtualKeys = await exportVirtualKeys(source);
  const configs = await exportConfigs(source);
  const guardrails = await exportGuardrails(source);
  const partials = await exportPartials(source);
  const prompts = await exportPrompts(source);
  const named = new Set(
    [...apiKeys, ...configs, ...guardrails, ...partials, ...prompts]
      .flatMap(({ workspace }) => workspace ?? [])
      .concat(virtualKeys.flatMap(({ workspaces }) => workspaces ?? [])),
  );
  const entries = telling({
    workspaces: await exportWorkspaces(source, named),
    api_keys: apiKeys,
    virtual_keys: virtualKeys,
    configs,
    guardrails,
    partials,
    prompts,
    aliases: await exportAliases(source),
    models: await exportModels(source),
  }) as Entries;
  const checked = await startable(entries, { file, findProvider, extensions, variables: variables.all(), leaveOut });
  const text = JSON.stringify(checked);
  return { entries: checked, variables: variables.all().filter(({ name }) => text.includes(`\${${name}}`)), leftOut: [...notes] };
}
