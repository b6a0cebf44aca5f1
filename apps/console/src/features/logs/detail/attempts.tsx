import type { Log } from '@sluice/contract';
import { Box, Code, Group, Stack, Text } from '@mantine/core';
import { TimeBar } from '../../../ui/time-bar.tsx';
import { TimeBarLegend } from '../../../ui/time-bar-legend.tsx';
import { moneyOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import { OutcomeMark } from '../list/outcome-mark.tsx';
import { partsOf, timesOf, whyOf } from './attempt-words.ts';
import { Section } from './section.tsx';

const LEGEND = [
  ['connect', 'Connecting'],
  ['wait', 'Until the first byte'],
  ['think', 'Until the first token'],
  ['read', 'Until the end'],
  ['failed', 'Until it failed'],
] as const;

/** Each exchange with a provider, on one line of time. */
export function Attempts({ log }: { readonly log: Log }) {
  const { attempts, metrics } = log;
  if (attempts.length === 0)
    return (
      <Section title="Attempts">
        <Text size="sm">
          {metrics.cache_status?.includes('HIT') ? 'The cache answered: no provider was asked.' : 'No provider was asked.'}
        </Text>
      </Section>
    );
  const span = Math.max(metrics.response_time, ...attempts.map(({ started, response_time: took }) => started + took));
  const kinds = new Set(attempts.flatMap(partsOf).map(({ kind }) => kind));
  return (
    <Section title={attempts.length === 1 ? 'Attempts: one' : `Attempts: ${attempts.length}`}>
      <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {attempts.map((attempt, index) => (
          <Box component="li" key={attempt.span_id}>
            <Group justify="space-between" gap="xs" wrap="wrap">
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {index + 1}. {whyOf(attempt, index)}
                </Text>
                <Text size="sm">{attempt.model === null ? attempt.provider : `${attempt.model} at ${attempt.provider}`}</Text>
              </Group>
              <Group gap="md">
                <OutcomeMark
                  outcome={{
                    kind: attempt.fault !== null ? 'failed' : attempt.lost ? 'left' : 'fine',
                    word: attempt.fault !== null ? `${attempt.status} ${attempt.fault}` : `${attempt.status}`,
                    sentence: '',
                  }}
                />
                <Text size="sm">{durationOf(attempt.response_time)}</Text>
                <Text size="sm">{moneyOf(attempt.cost)}</Text>
              </Group>
            </Group>
            <Box my={4}>
              <TimeBar parts={partsOf(attempt)} span={span} label={timesOf(attempt)} />
            </Box>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {timesOf(attempt)}. At <Code>{attempt.target}</Code>
              {attempt.virtual_key !== null && (
                <>
                  {' '}
                  with the virtual key <Code>{attempt.virtual_key}</Code>
                </>
              )}
              {attempt.lost && '. Another answer was taken in place of this'}
              {attempt.url !== null && (
                <>
                  {' '}
                  to <Code>{attempt.url}</Code>
                </>
              )}
            </Text>
          </Box>
        ))}
      </Stack>
      <TimeBarLegend kinds={LEGEND.filter(([kind]) => kinds.has(kind))} />
    </Section>
  );
}
