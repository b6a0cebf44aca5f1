import { Stack, Table, Text, Title } from '@mantine/core';
import { useAsk } from '../../../api/queries.ts';
import { Answered } from '../../../ui/answered.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { moneyOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

interface PairsParts {
  readonly name: string;
  readonly query: { readonly workspace_slug?: string };
}

const SHOWN = 50;

/** The newest requests and their copies. */
export function Pairs({ name, query }: PairsParts) {
  const pairs = useAsk('GET /v1/shadows/{name}/pairs', { path: { name }, query: { ...query, page_size: SHOWN } });
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        Pairs
      </Title>
      <Answered query={pairs} what="the pairs">
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm" c="dimmed">
              There are none yet.
            </Text>
          ) : (
            <Table.ScrollContainer minWidth={720}>
              <Table aria-label="Pairs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>When</Table.Th>
                    <Table.Th>Status</Table.Th>
                    <Table.Th>Time</Table.Th>
                    <Table.Th>Cost</Table.Th>
                    <Table.Th>Same text</Table.Th>
                    <Table.Th>Records</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {data.map(({ original_id, shadow_id, created_at, comparison: { status, latency, cost, text_equal } }) => (
                    <Table.Tr key={shadow_id}>
                      <Table.Td>
                        <Moment at={created_at} />
                      </Table.Td>
                      <Table.Td>
                        {status.original} → {status.other}
                      </Table.Td>
                      <Table.Td>
                        {durationOf(latency.original)} → {durationOf(latency.other)}
                      </Table.Td>
                      <Table.Td>
                        {moneyOf(cost.original)} → {moneyOf(cost.other)}
                      </Table.Td>
                      <Table.Td>{text_equal === null ? 'not known' : text_equal ? 'yes' : 'no'}</Table.Td>
                      <Table.Td>
                        <TextLink to="/logs/$id" params={{ id: original_id }} size="sm" aria-label={`The original of ${created_at}`}>
                          original
                        </TextLink>
                        {' · '}
                        <TextLink to="/logs/$id" params={{ id: shadow_id }} size="sm" aria-label={`The shadow of ${created_at}`}>
                          shadow
                        </TextLink>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answered>
    </Stack>
  );
}
