import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';
import type { KnownThing } from '../language/known-things.ts';

const FRESH_MS = 30_000;

/** The latest requests of the log. */
export function useLatestLogs() {
  const query = { ...useWorkspaceQuery(), page_size: 20, source: 'gateway' };
  return useAsk('GET /v1/logs', { query }, { enabled: useMay('logs.list'), freshFor: FRESH_MS });
}

/** The model that somebody would write into a first question: the one that was asked last, else the only one there is. */
export function useLikelyModel(models: readonly KnownThing[]): string {
  const { data } = useLatestLogs();
  const asked = data?.data.map(({ asked_model: named, metrics }) => named ?? metrics.ai_model).find((model) => model !== null);
  const [first, ...others] = models;
  return asked ?? (others.length === 0 ? first?.text : undefined) ?? '';
}
