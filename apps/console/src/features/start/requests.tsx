import type { LogSummary } from '@sluice/contract';
import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import { Moment } from '../../ui/moment.tsx';
import { countOf, moneyOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';

/** Requests in few words, each a way to all that is known of it. */
export const Requests = ({ records }: { readonly records: readonly LogSummary[] }) => (
  <Table.ScrollContainer minWidth={620}>
    <Table aria-label="Requests">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Model</Table.Th>
          <Table.Th>Caller</Table.Th>
          <Table.Th ta="right">Tokens</Table.Th>
          <Table.Th ta="right">Took</Table.Th>
          <Table.Th ta="right">Cost</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {records.map((record) => (
          <Table.Tr key={record.id}>
            <Table.Td>
              <Anchor component={Link} to={`/logs/${record.id}`} size="sm">
                <Moment at={record.created_at} />
              </Anchor>
            </Table.Td>
            <Table.Td>
              <Outcome record={record} />
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{record.metrics.ai_model ?? record.request.url}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{record.api_key_name ?? 'no key'}</Table.Td>
            <Table.Td ta="right">{record.metrics.total_units === null ? '–' : countOf(record.metrics.total_units)}</Table.Td>
            <Table.Td ta="right">{durationOf(record.response.responseTime)}</Table.Td>
            <Table.Td ta="right">{moneyOf(record.metrics.cost)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

/** What came of it: by a sign and a number, never by a colour alone. */
function Outcome({ record: { metrics, response } }: { readonly record: LogSummary }) {
  const Icon = metrics.is_success ? CircleCheck : CircleAlert;
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={15} aria-hidden color={metrics.is_success ? 'var(--mantine-color-teal-7)' : 'var(--mantine-color-error)'} />
      <Text size="sm">
        {response.status} {metrics.is_success ? '' : 'failed'}
      </Text>
    </Group>
  );
}
