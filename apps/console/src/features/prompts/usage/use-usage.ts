import { useMemo } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { useMonth } from './use-month.ts';

/** What a prompt, or one of its versions, has been used for in 30 days. */
export interface Usage {
  readonly requests: number;
  /** US cents; null where nobody knows. */
  readonly cost: number | null;
  readonly tokens: number;
  /** Milliseconds; null where nothing was asked. */
  readonly p50: number | null;
  /** In percent. */
  readonly successRate: number | null;
}

/** By the slug of a prompt, or by the id of a version; undefined while nobody knows, or for who may not. */
export type UsageBy = ReadonlyMap<string, Usage> | undefined;

/** What all prompts were used for. */
export const usePromptsUsage = (): UsageBy => useGroups('prompts', 'prompt_slug');

/** What each version of a prompt was used for. */
export const useVersionsUsage = (slug: string): UsageBy => useGroups('prompt-versions', 'prompt_version_id', slug);

function useGroups(by: string, member: string, slug?: string): UsageBy {
  const month = useMonth();
  const { data } = useAsk(
    'GET /v1/analytics/groups/{by}',
    { path: { by }, query: { ...month, page_size: 1_000, ...(slug !== undefined && { prompt_slug: slug }) } },
    { enabled: useMay('analytics.view') },
  );
  return useMemo(
    () =>
      data &&
      new Map(
        data.data.map((group) => [
          String(group[member]),
          {
            requests: group.requests ?? 0,
            cost: group.cost ?? null,
            tokens: group.total_tokens ?? 0,
            p50: group.p50_latency ?? null,
            successRate: group.success_rate ?? null,
          },
        ]),
      ),
    [data, member],
  );
}
