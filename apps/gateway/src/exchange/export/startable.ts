import type { Extensions } from '@sluice/core';
import type { ProviderAdapter } from '@sluice/provider-sdk';
import { buildThings } from '../../config-file/build/things.ts';
import type { Entries } from '../../config-file/entries.ts';
import { checkEntries, type ConfigFile } from '../../config-file/read.ts';
import { SettingsError } from '../../settings/environment.ts';
import type { Variable } from './variables.ts';

export interface StartMeans {
  readonly file: ConfigFile | undefined;
  readonly findProvider: (slug: string) => ProviderAdapter | undefined;
  readonly extensions: Extensions;
  readonly variables: readonly Variable[];
  readonly leaveOut: (what: string, why: string) => void;
}

const LISTS = ['workspaces', 'api_keys', 'virtual_keys', 'configs', 'prompts', 'partials', 'guardrails'] as const;

/**
 * Reads entries as a start would, and leaves out what a start would refuse: a store may hold what leads nowhere, and only a call is told so;
 * in a file it would stop everything.
 */
export async function startable(entries: Entries, means: StartMeans): Promise<Entries> {
  let left = entries;
  for (;;) {
    const fault = await faultOf(left, means);
    if (fault === undefined) return left;
    left = without(left, fault, means);
  }
}

/** Stands for a secret as long as a key has to be. */
const ANY_SECRET = 'x'.repeat(32);

async function faultOf(entries: Entries, { file, findProvider, extensions, variables }: StartMeans): Promise<string | undefined> {
  const environment = Object.fromEntries(variables.map(({ name }) => [name, `${ANY_SECRET}${name}`]));
  try {
    const read = (await checkEntries(entries, 'export', environment)) as Entries;
    const beside = Object.fromEntries(LISTS.map((name) => [name, [...(read[name] ?? []), ...(file?.[name] ?? [])]]));
    await buildThings(beside, { findProvider, extensions });
    return undefined;
  } catch (error) {
    if (error instanceof SettingsError) return error.message.replace(/^export: /, '');
    throw error;
  }
}

function without(entries: Entries, fault: string, { leaveOut }: StartMeans): Entries {
  const [, slug] = /^config "([^"]+)"/.exec(fault) ?? [];
  const [, list, number] = /(workspaces|api_keys|virtual_keys|configs|prompts|partials|guardrails)\[(\d+)\]/.exec(fault) ?? [];
  const name = slug === undefined ? (list as (typeof LISTS)[number] | undefined) : 'configs';
  const all: readonly (object & { readonly slug?: string; readonly name?: string })[] = (name && entries[name]) ?? [];
  const index = slug === undefined ? Number(number) : all.findIndex((each) => each.slug === slug);
  const one = all[index];
  // What is in the file that is in use starts, and so does all else.
  if (name === undefined || !one) throw new SettingsError('export', fault);
  const title = one.slug ?? one.name ?? String(index);
  // A workspace is needed by what belongs to it.
  if (name === 'workspaces' && 'defaults' in one) {
    leaveOut(`the defaults of the workspace "${title}"`, fault);
    const { defaults: _, ...rest } = one as { readonly defaults: unknown };
    return {
      ...entries,
      workspaces: all.map((each, place) => (place === index ? rest : each)) as unknown as NonNullable<Entries['workspaces']>,
    };
  }
  leaveOut(`${name} "${title}"`, fault);
  return { ...entries, [name]: all.filter((_, place) => place !== index) };
}
