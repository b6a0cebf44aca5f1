import type { UsageLimit } from '@sluice/store';

/** What a budget is counted for: the table whose row it is. */
export type UsageKind = 'api_keys' | 'providers' | 'workspaces' | 'integrations';

/** What the ids of a thing's rows in `usage` begin with. */
export const usagePrefix = (kind: UsageKind, id: string): string => `${kind}:${id}:`;

/** What an integration's budget in one workspace is counted under, as an id of `integrations`. */
export const accessUsageId = (integrationId: string, workspaceId: string): string => `${integrationId}/${workspaceId}`;

/** What the ids of all rows of an integration begin with, whatever workspace they are for. */
export const accessUsagePrefix = (integrationId: string): string => `integrations:${integrationId}/`;

/** The row in which a budget's use in one period is summed up. */
export const usageId = (prefix: string, type: UsageLimit['type'], periodName: string): string => `${prefix}${type}:${periodName}`;

/** The row that counts how often a thing's use was reset, so that nothing which was used before is added after it. */
export const resetId = (prefix: string): string => `${prefix}reset:0`;

/** The prefix, the type and the period in a row's id. Read from its end: what a file declares has names with anything in them. */
export function partsOf(rowId: string): { readonly prefix: string; readonly type: string; readonly period: string } {
  const period = rowId.lastIndexOf(':') + 1;
  const type = rowId.lastIndexOf(':', period - 2) + 1;
  return { prefix: rowId.slice(0, type), type: rowId.slice(type, period - 1), period: rowId.slice(period) };
}

/** The thing whose change may have been a reset: an integration stands for itself in all its workspaces. */
export function ownerOf(prefix: string): string {
  const owner = prefix.slice(0, -1);
  return owner.startsWith('integrations:') ? owner.split('/', 1)[0]! : owner;
}

/** What `ownerOf` makes of the prefix of a thing's rows. */
export const ownerKey = (kind: string, id: string): string => `${kind}:${id}`;
