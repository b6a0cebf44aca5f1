import type { ConfigNode, References } from './config.ts';
import { isWritten } from '../guards/hook.ts';
import { leavesOf } from './leaves.ts';

/** Gathers the names of stored things below a node. */
export function referencesIn(node: ConfigNode, workspaces: References['workspaces']): References {
  const leaves = leavesOf(node);
  const virtualKeys = leaves.flatMap(({ virtualKey, provider }) => [virtualKey, inProvider(provider)]);
  // Targets inherit lists as they are, and a thousand of them may share one.
  const hooks = new Set(leaves.flatMap(({ guards }) => (guards ? [...guards.before, ...guards.after] : [])));
  const guardrails = [...hooks].map((hook) => (isWritten(hook) ? undefined : hook.saved));
  return {
    virtualKeys: eachOnce(virtualKeys),
    guardrails: eachOnce(guardrails),
    prompts: eachOnce(leaves.map(({ promptId }) => promptId)),
    workspaces,
  };
}

const inProvider = (provider: string | undefined) => (provider?.[0] === '@' ? provider.slice(1).split('/')[0] : undefined);

const eachOnce = (names: readonly (string | undefined)[]): readonly string[] => [...new Set(names.filter((name) => name !== undefined))];

/** For a config that names nothing. */
export const NO_REFERENCES: References = { virtualKeys: [], guardrails: [], prompts: [], workspaces: undefined };
