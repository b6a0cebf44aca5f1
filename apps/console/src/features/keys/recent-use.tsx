import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { countOf, moneyOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';

const WEEK_MS = 7 * 86_400_000;
const GRAIN_MS = 60_000;

interface RecentUseParts {
  readonly by: 'virtual-keys' | 'api-keys';
  /** Its slug, or its id. */
  readonly name: string;
}

/** What came of calls with something in the last seven days. */
export function RecentUse({ by, name }: RecentUseParts) {
  const filter = by === 'virtual-keys' ? { virtual_keys: name } : { api_key_ids: name };
  const now = Math.ceil(Date.now() / GRAIN_MS) * GRAIN_MS;
  const query = useAsk(
    'GET /v1/analytics/groups/{by}',
    {
      path: { by },
      query: {
        ...filter,
        time_of_generation_min: new Date(now - WEEK_MS).toISOString(),
        time_of_generation_max: new Date(now).toISOString(),
      },
    },
    { keepLast: true, every: 30_000 },
  );
  return (
    <Answered query={query} what="its use">
      {({ data: [numbers] }) =>
        numbers === undefined ? (
          <Text size="sm" c="dimmed">
            Nothing was called with it in the last seven days.
          </Text>
        ) : (
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 2, sm: 4 }} maw={760}>
              <Number label="Requests" value={countOf(numbers.requests ?? 0)} />
              <Number label="Failed" value={countOf(numbers.error_count ?? 0)} />
              <Number label="Cost" value={moneyOf(numbers.cost)} />
              <Number label="Half are faster than" value={numbers.p50_latency ? durationOf(numbers.p50_latency) : '–'} />
            </SimpleGrid>
            <Group gap="md">
              <Anchor component={Link} to="/logs" search={filter as never} size="sm">
                Its requests
              </Anchor>
              <Anchor component={Link} to="/logs" search={{ ...filter, success: false } as never} size="sm">
                Its failed requests
              </Anchor>
            </Group>
          </Stack>
        )
      }
    </Answered>
  );
}

const Number = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <Stack gap={0}>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text fz="lg" fw={600}>
      {value}
    </Text>
  </Stack>
);
