import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { AnalyticsQuery } from '@sluice/contract';
import { useQuery } from '@tanstack/react-query';
import { Answered } from '../../../ui/answered.tsx';
import { TimeChart } from '../../../ui/chart/time-chart.tsx';
import { stretchBefore } from '../analytics-search.ts';
import { Numbers } from '../numbers/numbers.tsx';
import { changeOf } from './change-of.ts';
import type { ChartKind, Series } from './charts.ts';

interface CardParts {
  readonly kind: ChartKind;
  readonly query: AnalyticsQuery;
  /** Milliseconds since the epoch: a stretch was marked. */
  readonly onRange: (from: number, to: number) => void;
}

/** One chart with what it comes to. It asks by itself: one that fails takes no other along. */
export function ChartCard({ kind, query, onRange }: CardParts) {
  const now = useSeries(kind, query);
  const before = useSeries(kind, stretchBefore(query));
  return (
    <Card withBorder padding="md" component="section" aria-labelledby={`chart-${kind.id}`}>
      <Title order={2} size="h5" id={`chart-${kind.id}`}>
        {kind.title}
      </Title>
      <Answered query={now} what={kind.title.toLowerCase()}>
        {(series) => <Shown kind={kind} series={series} before={before.data?.total} onRange={onRange} />}
      </Answered>
    </Card>
  );
}

const useSeries = (kind: ChartKind, query: AnalyticsQuery) =>
  useQuery({
    queryKey: ['/v1/analytics', kind.id, query],
    queryFn: ({ signal }) => kind.read(query, signal),
    placeholderData: (last) => last,
  });

interface ShownParts {
  readonly kind: ChartKind;
  readonly series: Series;
  readonly before: number | null | undefined;
  readonly onRange: (from: number, to: number) => void;
}

function Shown({ kind, series, before, onRange }: ShownParts) {
  const { title, totalOf, format, more } = kind;
  const total = series.total === null ? '–' : format(series.total);
  const change = changeOf(series.total, before, more);
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="baseline" gap="xs">
        <Group gap={8} align="baseline">
          <Text fw={650} size="xl">
            {total}
          </Text>
          <Text size="xs" c="dimmed">
            {totalOf}
          </Text>
        </Group>
        {change && (
          <Text size="xs" c={change.news === 'bad' ? 'var(--mantine-color-error)' : 'dimmed'}>
            {change.words}
          </Text>
        )}
      </Group>
      <TimeChart
        label={`${title} over time: ${total} ${totalOf}`}
        times={series.times}
        lines={series.lines}
        format={format}
        height={160}
        onRange={onRange}
      />
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed">
          {series.note}
        </Text>
        <Numbers
          title={title}
          head={['time', ...series.lines.map(({ label }) => label)]}
          rows={series.times.map((at, index) => [new Date(at).toISOString(), ...series.lines.map(({ values }) => values[index] ?? null)])}
        />
      </Group>
    </Stack>
  );
}
