import type { LogStore } from '@sluice/store/logs';
import type { WorkspaceIds } from './observe.ts';
import type { Rule } from './rule.ts';

export interface SpentMeans {
  readonly store: () => Promise<LogStore>;
  readonly workspaceIds: WorkspaceIds;
}

/** US dollars that the log has for what a rule is about: of all gateways that write to it, and from before this one started. */
export async function spent({ filters, windowMs }: Rule, now: number, { store, workspaceIds }: SpentMeans): Promise<number> {
  const { workspaces, providers, models, virtualKeys } = filters;
  const { analytics } = await store();
  const { total } = await analytics.graph({
    workspaces: workspaces ? [...workspaces].flatMap(workspaceIds) : 'all',
    sources: ['gateway', 'shadow', 'replay'],
    from: now - windowMs,
    to: now,
    ...(providers && { providers: [...providers] }),
    ...(models && { models: [...models] }),
    ...(virtualKeys && { virtualKeys: [...virtualKeys] }),
  });
  return total.cost;
}
