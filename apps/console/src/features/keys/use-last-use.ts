import { useAsk } from '../../api/queries.ts';
import { useMay } from '../../session/use-session.ts';

const LOOK_BACK_MS = 30 * 86_400_000;

/** Moments are rounded to it, so that the same question is not asked anew with every drawing. */
const GRAIN_MS = 60_000;

const KINDS = {
  'virtual-keys': { filter: 'virtual_keys', member: 'virtual_key' },
  'api-keys': { filter: 'api_key_ids', member: 'api_key_id' },
} as const;

/**
 * When things were called with last, by the log of the last thirty days.
 *
 * @param names Slugs, or ids, of those that are shown.
 * @returns Of each ISO 8601; undefined for those that were not, and for all where the asker may not look.
 */
export function useLastUse(kind: keyof typeof KINDS, names: readonly string[]): (name: string) => string | undefined {
  const { filter, member } = KINDS[kind];
  const now = Math.ceil(Date.now() / GRAIN_MS) * GRAIN_MS;
  const mayLook = useMay('analytics.view');
  const { data } = useAsk(
    'GET /v1/analytics/groups/{by}',
    {
      path: { by: kind },
      query: {
        [filter]: names.join(','),
        columns: 'last_seen',
        page_size: 1000,
        time_of_generation_min: new Date(now - LOOK_BACK_MS).toISOString(),
        time_of_generation_max: new Date(now).toISOString(),
      },
    },
    { enabled: mayLook && names.length > 0, keepLast: true },
  );
  const seen = new Map(data?.data.map((group) => [group[member], group.last_seen]));
  return (name) => seen.get(name);
}
