import type { LogFilter } from '../query.ts';

/** Whether it asks for nothing but workspaces and a time: some sums are kept by workspace and by nothing else. */
export const asksOfWorkspacesAlone = ({ workspaces: _, from: __, to: ___, ...others }: LogFilter): boolean =>
  Object.values(others).every((value) => value === undefined);
