import { useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';

/** Values of the last month are suggested. */
const BACK_MS = 30 * 86_400_000;

const FRESH_MS = 60_000;

/** Values that records have in one respect, the most used first; none for who may not see sums. @param isWanted False: not yet. */
export function useKnownValues(known: readonly [by: string, member: string] | undefined, isWanted: boolean): readonly string[] {
  const [now] = useState(() => Date.now());
  const workspace = useWorkspaceQuery();
  const isAllowed = useMay('analytics.view');
  const [by, member] = known ?? ['', ''];
  const { data } = useAsk(
    'GET /v1/analytics/groups/{by}',
    {
      path: { by },
      query: {
        ...workspace,
        time_of_generation_min: new Date(now - BACK_MS).toISOString(),
        time_of_generation_max: new Date(now).toISOString(),
        page_size: 100,
      },
    },
    { enabled: isWanted && isAllowed && known !== undefined, freshFor: FRESH_MS },
  );
  const values = data?.data.map((group) => group[member]).filter((value) => typeof value === 'string' || typeof value === 'number');
  return [...new Set(values?.map(String).filter((value) => value !== ''))];
}
