import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import type { ExperimentMetric, ExperimentReport, VariantMetric } from '@sluice/contract';
import { TextLink } from '../../../ui/links.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { METRICS, wordsForComparison } from './metrics.ts';

const ORDER = Object.keys(METRICS) as readonly ExperimentMetric[];

/** What came of an experiment so far. */
export function Report({ report }: { readonly report: ExperimentReport }) {
  const { name, variants, comparisons, sample_ratio: ratio, warnings, unit } = report;
  return (
    <Stack gap="lg">
      {ratio.verdict === 'mismatch' && (
        <Alert color="red" title="Variants do not have as many users as their weights say">
          Something other than chance decides who gets which: do not take these numbers as they are.
        </Alert>
      )}
      {warnings.map((warning) => (
        <Alert key={warning} color="yellow" title="Careful">
          {warning}
        </Alert>
      ))}
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label="Variants" striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Variant</Table.Th>
              {variants.map(({ variant, is_control }) => (
                <Table.Th key={variant}>
                  {variant}
                  {is_control && ' (control)'}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th>Requests</Table.Th>
              {variants.map(({ variant, requests }) => (
                <Table.Td key={variant}>
                  <TextLink
                    to="/logs"
                    search={{ experiment: name, variant }}
                    size="sm"
                    aria-label={`${countOf(requests)} requests of ${variant}`}
                  >
                    {countOf(requests)}
                  </TextLink>
                </Table.Td>
              ))}
            </Table.Tr>
            <Table.Tr>
              <Table.Th>Users, by {unit.join(', ')}</Table.Th>
              {variants.map(({ variant, units }) => (
                <Table.Td key={variant}>{countOf(units)}</Table.Td>
              ))}
            </Table.Tr>
            {ORDER.map((metric) => (
              <Table.Tr key={metric}>
                <Table.Th>{METRICS[metric].label}</Table.Th>
                {variants.map(({ variant, metrics }) => (
                  <Table.Td key={variant}>
                    <Measured metric={metrics[metric]} format={METRICS[metric].format} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {comparisons.map(({ variant, against, metrics }) => (
        <Stack key={variant} gap="xs">
          <Title order={2} size="h5">
            {variant} against {against}
          </Title>
          <Table aria-label={`${variant} against ${against}`} variant="vertical">
            <Table.Tbody>
              {ORDER.map((metric) => (
                <Table.Tr key={metric}>
                  <Table.Th w={200}>{METRICS[metric].label}</Table.Th>
                  <Table.Td>{wordsForComparison(metrics[metric], METRICS[metric].format)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      ))}
    </Stack>
  );
}

interface MeasuredParts {
  readonly metric: VariantMetric;
  readonly format: (value: number) => string;
}

function Measured({ metric: { value, low, high }, format }: MeasuredParts) {
  if (value === null) return <Text size="sm">–</Text>;
  return (
    <>
      <Text size="sm">{format(value)}</Text>
      {low !== null && high !== null && (
        <Text size="xs" c="dimmed">
          {format(low)} to {format(high)}
        </Text>
      )}
    </>
  );
}
