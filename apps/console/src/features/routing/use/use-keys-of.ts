import type { ApiKeyView } from '@sluice/contract';
import { useMemo } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import type { ShownConfig } from '../desk/shown-config.ts';

/** Keys are looked through a page at a time; who has more of them is told that these are not all. */
const MOST = 1_000;

/** Keys that have a config as their default. */
export interface KeysOf {
  /** Undefined while nobody knows, and for who may not list keys. */
  readonly data: readonly ApiKeyView[] | undefined;
  readonly error: Error | null;
  /** There are more keys than were looked through. */
  readonly isPart: boolean;
  readonly mayAsk: boolean;
}

export function useKeysOf({ id, slug, workspace_id: workspace }: Pick<ShownConfig, 'id' | 'slug' | 'workspace_id'>): KeysOf {
  const may = [
    useMay('workspace_service_api_keys.list'),
    useMay('workspace_user_api_keys.list'),
    useMay('organisation_service_api_keys.list'),
  ];
  const mayAsk = may.includes(true);
  const query = { page_size: MOST, ...(workspace && { workspace_id: workspace }) };
  const keys = useAsk('GET /v1/api-keys', { query }, { enabled: mayAsk, freshFor: 30_000 });
  const data = useMemo(
    () => keys.data?.data.filter(({ defaults }) => defaults.config_id === slug || defaults.config_id === id),
    [keys.data, slug, id],
  );
  return { data, error: keys.error, isPart: (keys.data?.total ?? 0) > MOST, mayAsk };
}
