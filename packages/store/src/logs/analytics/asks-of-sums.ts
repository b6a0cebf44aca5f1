import type { LogFilter } from '../query.ts';

/** Whether it asks for nothing but workspaces and a time: sums of metadata pairs are kept by workspace and by nothing else. */
export const asksOfWorkspacesAlone = ({ cache, ...filter }: LogFilter): boolean =>
  cache === undefined && asksOfWorkspacesAndCacheAlone(filter);

/** The same, or for what the cache did as well. */
export const asksOfWorkspacesAndCacheAlone = ({ workspaces: _, cache: __, from: ___, to: ____, ...others }: LogFilter): boolean =>
  Object.values(others).every((value) => value === undefined);
