import { SimpleGrid, Text } from '@mantine/core';
import { countOf, moneyOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';
import { whenOf } from '../logs/when.ts';
import type { TraceSums } from './trace-sums.ts';

/** What the calls of a trace come to together. */
export function TraceFigures({ sums }: { readonly sums: TraceSums }) {
  const { calls, failed, tokens, cost, unpriced, span, from } = sums;
  const figures = [
    ['Began', whenOf(from, Date.now())],
    ['Took', durationOf(span)],
    ['Calls', countOf(calls)],
    ['Failed', failed === 0 ? 'None' : countOf(failed)],
    ['Tokens', tokens === null ? '–' : countOf(tokens)],
    ['Cost', `${moneyOf(cost)}${cost !== null && unpriced > 0 ? `, ${countOf(unpriced)} not known` : ''}`],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} spacing="sm" component="dl" m={0}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} fw={600}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
