import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';

/** API keys that the user may see, by their ids. */
export function useKeyNames(): ReadonlyMap<string, string> {
  const workspace = useWorkspaceQuery();
  const isAllowed = useMay('workspace_service_api_keys.list');
  const { data } = useAsk('GET /v1/api-keys', { query: { ...workspace, page_size: 100 } }, { enabled: isAllowed, freshFor: 60_000 });
  return new Map(data?.data.map(({ id, name }) => [id, name]));
}
