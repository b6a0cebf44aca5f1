import { Anchor, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { useWorkspaceQuery } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { countOf, moneyOf, percentOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';
import { CALLS } from './use-tail.ts';

/** Moments are rounded to it, so that the same question is not asked anew with every drawing. */
const GRAIN_MS = 60_000;
const EVERY_MS = 30_000;

/** This day in numbers. */
export function Today() {
  const now = Math.ceil(Date.now() / GRAIN_MS) * GRAIN_MS;
  // Of this moment: the end of the running minute may be tomorrow's.
  const midnight = new Date().setHours(0, 0, 0, 0);
  const query = {
    ...useWorkspaceQuery(),
    ...CALLS,
    time_of_generation_min: new Date(midnight).toISOString(),
    time_of_generation_max: new Date(now).toISOString(),
  };
  const live = { keepLast: true, every: EVERY_MS } as const;
  const requests = useAsk('GET /v1/analytics/graphs/requests', { query }, live);
  const errors = useAsk('GET /v1/analytics/graphs/errors', { query }, live);
  const cost = useAsk('GET /v1/analytics/graphs/cost', { query }, live);
  const latency = useAsk('GET /v1/analytics/graphs/latency', { query }, live);
  const failed = [requests, errors, cost, latency].find(({ error, data }) => error && data === undefined);
  if (failed) return <Failed error={failed.error} again={() => void failed.refetch()} title="Today’s numbers are not there" />;
  const all = requests.data?.summary.total;
  const wrong = errors.data?.summary.total;
  const half = latency.data?.summary.p50;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      <Tile label="Requests today" value={all === undefined ? '…' : countOf(all)} to="/analytics" says="Analytics" />
      <Tile
        label="Failed today"
        value={wrong === undefined ? '…' : countOf(wrong)}
        more={wrong !== undefined && all ? percentOf(wrong / all) : undefined}
        to="/logs"
        search={{ success: false }}
        says="See them"
      />
      <Tile
        label="Cost today"
        value={cost.data ? moneyOf(cost.data.summary.total ?? (all === 0 ? 0 : null)) : '…'}
        more={
          cost.data && cost.data.summary.unpriced_requests > 0
            ? `${countOf(cost.data.summary.unpriced_requests)} without a price`
            : undefined
        }
        to="/analytics"
        says="Analytics"
      />
      <Tile
        label="Half are faster than"
        value={half === undefined ? '…' : half === null ? '–' : durationOf(half)}
        to="/health"
        says="Health of targets"
      />
    </SimpleGrid>
  );
}

interface TileParts {
  readonly label: string;
  readonly value: string;
  readonly more?: string | undefined;
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  /** Where the link leads. */
  readonly says: string;
}

const Tile = ({ label, value, more, to, search, says }: TileParts) => (
  <Paper withBorder p="md">
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="xl" fw={600}>
        {value}{' '}
        {more !== undefined && (
          <Text span size="sm" c="dimmed" fw={400}>
            {more}
          </Text>
        )}
      </Text>
      <Anchor component={Link} to={to} search={search as never} size="sm" aria-label={`${says}: ${label}`}>
        {says}
      </Anchor>
    </Stack>
  </Paper>
);
