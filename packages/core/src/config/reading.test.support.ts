import { isFaultError, type Fault } from '@sluice/provider-sdk';
import type { ConfigNode, ForkConfig, RouteConfig, TargetConfig } from './config.ts';
import { leavesOf } from './leaves.ts';
import { readConfig } from './read-config.ts';

export const read = (config: unknown): Promise<RouteConfig> => readConfig(config, { origin: 'caller', id: 'inline' });

/** The only target of a config, or its first. */
export const readTarget = async (config: unknown): Promise<TargetConfig> => leavesOf((await read(config)).root)[0]!;

export const readTargets = async (config: unknown): Promise<readonly TargetConfig[]> => leavesOf((await read(config)).root);

export async function readFork(config: unknown): Promise<ForkConfig> {
  const { root }: { readonly root: ConfigNode } = await read(config);
  if (root.kind !== 'fork') throw new Error('that is no fork');
  return root;
}

/** Why a config is refused. */
export async function refusalOf(config: unknown): Promise<Fault> {
  try {
    await read(config);
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  throw new Error('it was not refused');
}

/** A condition and the name of the target that it leads to. */
// oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the config language
export const leading = (query: unknown, name: unknown) => ({ query, then: name });
