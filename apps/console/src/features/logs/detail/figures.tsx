import type { Log } from '@sluice/contract';
import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

/** The numbers of a request at a glance. */
export function Figures({ log }: { readonly log: Log }) {
  const { metrics, timings } = log;
  const time = (ms: number | null) => (ms === null ? '–' : durationOf(ms));
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }} spacing="sm" component="dl" m={0}>
      <Figure name="Took" about={`of it the gateway ${durationOf(metrics.gateway_processing_time)}`}>
        {durationOf(metrics.response_time)}
      </Figure>
      <Figure name="First token" about={timings.first_byte === null ? undefined : `first byte ${durationOf(timings.first_byte)}`}>
        {time(timings.first_token)}
      </Figure>
      <Figure
        name="Tokens"
        about={metrics.req_units === null ? undefined : `${countOf(metrics.req_units)} in, ${countOf(metrics.res_units ?? 0)} out`}
      >
        {metrics.total_units === null ? '–' : countOf(metrics.total_units)}
      </Figure>
      <Figure name="Cost" about={log.saved === null ? undefined : `the cache saved ${moneyOf(log.saved)}`}>
        {moneyOf(metrics.cost)}
      </Figure>
      <Figure name="Cache">{cacheWords(metrics.cache_status)}</Figure>
    </SimpleGrid>
  );
}

interface FigureParts {
  readonly name: string;
  readonly about?: string | undefined;
  readonly children: ReactNode;
}

function Figure({ name, about, children }: FigureParts) {
  return (
    <Stack gap={0} component="div">
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={600}>
        {children}
        {about !== undefined && (
          <Text size="xs" c="dimmed" fw={400} component="div">
            {about}
          </Text>
        )}
      </Text>
    </Stack>
  );
}

const CACHE: Readonly<Record<string, string>> = {
  HIT: 'Hit',
  'SEMANTIC HIT': 'Semantic hit',
  MISS: 'Miss',
  REFRESH: 'Refreshed',
  DISABLED: 'Not asked',
};

const cacheWords = (status: string | null) => (status === null ? 'Not asked' : (CACHE[status] ?? status));
