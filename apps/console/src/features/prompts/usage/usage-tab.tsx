import { SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { TimeChart } from '../../../ui/chart/time-chart.tsx';
import { countOf, moneyOf, shortOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import type { Version } from '../draft/open-draft.ts';
import { useMonth } from './use-month.ts';
import { useVersionsUsage } from './use-usage.ts';

interface UsageParts {
  readonly slug: string;
  readonly versions: readonly Version[];
}

/** What a prompt has been used for in 30 days, and each of its versions. */
export function UsageTab({ slug, versions }: UsageParts) {
  const may = useMay('analytics.view');
  if (!may) return <Text size="sm">Your role does not see analytics here.</Text>;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <RequestsChart slug={slug} />
        <CostChart slug={slug} />
      </SimpleGrid>
      <ByVersion slug={slug} versions={versions} />
    </Stack>
  );
}

function RequestsChart({ slug }: { readonly slug: string }) {
  const month = useMonth();
  const graph = useAsk('GET /v1/analytics/graphs/requests', { query: { ...month, prompt_slug: slug } });
  return (
    <Stack gap={4}>
      <Title order={2} size="h5">
        Requests, 30 days
      </Title>
      <Answered query={graph} what="the requests">
        {({ summary, data_points: points }) => (
          <>
            <Text size="xl" fw={600}>
              {countOf(summary.total)}
            </Text>
            <Line
              label={`Requests of ${slug} over 30 days: ${summary.total}`}
              name="Requests"
              points={points}
              value={({ total }) => total}
              format={shortOf}
            />
          </>
        )}
      </Answered>
    </Stack>
  );
}

function CostChart({ slug }: { readonly slug: string }) {
  const month = useMonth();
  const graph = useAsk('GET /v1/analytics/graphs/cost', { query: { ...month, prompt_slug: slug } });
  return (
    <Stack gap={4}>
      <Title order={2} size="h5">
        Cost, 30 days
      </Title>
      <Answered query={graph} what="the cost">
        {({ summary, data_points: points }) => (
          <>
            <Text size="xl" fw={600}>
              {moneyOf(summary.total)}
              {summary.unpriced_requests > 0 && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  without {countOf(summary.unpriced_requests)} of unknown cost
                </Text>
              )}
            </Text>
            <Line
              label={`Cost of ${slug} over 30 days: ${moneyOf(summary.total)}`}
              name="Cost"
              points={points}
              value={({ total }) => total}
              format={moneyOf}
            />
          </>
        )}
      </Answered>
    </Stack>
  );
}

interface LineParts<Point extends { readonly timestamp: string }> {
  readonly label: string;
  readonly name: string;
  readonly points: readonly Point[];
  readonly value: (point: Point) => number | null;
  readonly format: (value: number) => string;
}

function Line<Point extends { readonly timestamp: string }>({ label, name, points, value, format }: LineParts<Point>) {
  const { times, lines } = useMemo(
    () => ({
      times: points.map(({ timestamp }) => Date.parse(timestamp)),
      lines: [{ label: name, filled: true, values: points.map(value) }],
    }),
    // The same points have the same values.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [points, name],
  );
  return <TimeChart label={label} times={times} lines={lines} format={format} height={170} />;
}

function ByVersion({ slug, versions }: UsageParts) {
  const usage = useVersionsUsage(slug);
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        By version
      </Title>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Version</Table.Th>
              <Table.Th ta="right">Requests</Table.Th>
              <Table.Th ta="right">Answered well</Table.Th>
              <Table.Th ta="right">Half faster than</Table.Th>
              <Table.Th ta="right">Tokens</Table.Th>
              <Table.Th ta="right">Cost</Table.Th>
              <Table.Th ta="right">Cost of 1,000</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map(({ id, prompt_version: number = 1, prompt_version_status: status }) => {
              const used = usage?.get(id);
              const thousand = used && used.cost !== null && used.requests > 0 ? (used.cost / used.requests) * 1_000 : undefined;
              return (
                <Table.Tr key={id}>
                  <Table.Td>
                    {number}
                    {status === 'active' && ', published'}
                  </Table.Td>
                  <Table.Td ta="right">{countOf(used?.requests ?? 0)}</Table.Td>
                  <Table.Td ta="right">{used && used.successRate !== null ? `${used.successRate.toFixed(1)} %` : '–'}</Table.Td>
                  <Table.Td ta="right">{used && used.p50 !== null ? durationOf(used.p50) : '–'}</Table.Td>
                  <Table.Td ta="right">{countOf(used?.tokens ?? 0)}</Table.Td>
                  <Table.Td ta="right">{moneyOf(used ? used.cost : 0)}</Table.Td>
                  <Table.Td ta="right">{moneyOf(thousand)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
