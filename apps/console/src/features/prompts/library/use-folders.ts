import type { Collection } from '@sluice/contract';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';

const NONE: readonly Collection[] = [];

/** The folders of the workspace that is looked at; none while nobody knows. */
export function useFolders(): readonly Collection[] {
  const workspace = useWorkspaceQuery();
  return useAsk('GET /v1/collections', { query: { ...workspace, page_size: 1_000 } }).data?.data ?? NONE;
}
