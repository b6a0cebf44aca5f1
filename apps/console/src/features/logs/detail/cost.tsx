import type { Log } from '@sluice/contract';
import { Table, Text } from '@mantine/core';
import { useAsk } from '../../../api/queries.ts';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import { costLines } from './cost-lines.ts';
import { Section } from './section.tsx';

/** What was used, and what that cost. */
export function Cost({ log }: { readonly log: Log }) {
  const { usage, metrics, attempts } = log;
  const [provider, model] = [metrics.ai_org, metrics.ai_model];
  const isPriced = metrics.cost !== null && metrics.cost > 0 && provider !== null && model !== null;
  const { data } = useAsk(
    'GET /v1/model-configs/pricing/{provider}/{model}',
    { path: { provider: provider ?? '', model: model ?? '' } },
    { enabled: isPriced, freshFor: 60_000 },
  );
  const note = notes(log, usage !== null);
  const lines = usage === null ? [] : costLines(usage, metrics.cost, data?.pay_as_you_go);
  return (
    <Section title="Use and cost">
      {lines.length > 0 && (
        <Table aria-label="What was used, and what it cost">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Used</Table.Th>
              <Table.Th ta="right">How much</Table.Th>
              <Table.Th ta="right">Cost</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ name, count, cents }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="right">{countOf(count)}</Table.Td>
                <Table.Td ta="right">{moneyOf(cents)}</Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr>
              <Table.Th scope="row">In all{attempts.length > 1 && `, of ${attempts.length} attempts`}</Table.Th>
              <Table.Td />
              <Table.Td ta="right" fw={600}>
                {moneyOf(metrics.cost)}
              </Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
      )}
      {note !== '' && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </Section>
  );
}

function notes({ usage, metrics, saved }: Log, hasUse: boolean): string {
  return [
    hasUse ? '' : 'Nothing that is paid for was used, or nobody said how much.',
    hasUse && metrics.cost === null ? 'Nobody knows the price of this model. One can be set by the API of prices.' : '',
    usage?.['estimated'] === true ? 'The provider did not say how much was used: this is an estimate.' : '',
    saved === null ? '' : `The cache answered: ${moneyOf(saved)} were saved.`,
  ]
    .filter((each) => each !== '')
    .join(' ');
}
