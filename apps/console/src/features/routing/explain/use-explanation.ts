import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { callModel } from '../../../api/call-model.ts';
import type { Refused } from '../../../api/refused.ts';
import type { Explanation } from './explanation.ts';
import type { Question } from './sample.ts';

/** After this pause in typing a changed config is explained anew. */
const PAUSE_MS = 400;

interface Asking {
  /** Undefined: nothing was asked yet. */
  readonly question: Question | undefined;
  /** The config as it is written; undefined while it is none. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
  /** By slug: as whose call it is explained. */
  readonly workspace: string | undefined;
  /** Counts how often it was asked: a draw may fall differently each time. */
  readonly turn: number;
}

/** What would become of a request. Nobody is called; once it was asked it follows the text as that changes. */
export function useExplanation({ question, config, workspace, turn }: Asking): UseQueryResult<Explanation, Refused> {
  const [settled] = useDebouncedValue(config, PAUSE_MS);
  return useQuery<Explanation, Refused>({
    queryKey: ['explain', question, settled, workspace, turn],
    enabled: question !== undefined && settled !== undefined && workspace !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await callModel({
        path: '/v1/route/explain',
        body: { ...question, config: settled },
        workspace: workspace!,
        signal,
      });
      return (await response.json()) as Explanation;
    },
  });
}
