import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { DryRunAnswerer, DryRunReport } from '@sluice/contract';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import { LinkToLog } from '../links.tsx';
import { costWords, sideWords } from './words.ts';

/** What a dry run came to: how many go elsewhere, from where to where, and what that costs. */
export function DryRunResult({ report }: { readonly report: DryRunReport }) {
  const { judged, moved, moves, targets, cost, not_judged: notJudged, data } = report;
  if (judged === 0 && notJudged.length === 0)
    return <Text size="sm">No such request is in the log: take all, or wait until some have gone by this config.</Text>;
  const elsewhere = moves.filter(({ from, to }) => sideWords(from) !== sideWords(to));
  return (
    <Stack gap="lg">
      <Group gap="md" grow preventGrowOverflow={false} align="stretch">
        <Fact title="Requests followed" value={countOf(judged)} />
        <Fact title="Would go elsewhere" value={`${countOf(moved)} of ${countOf(judged)}`} />
        <Fact title="Cost" value={costWords(cost)} />
      </Group>
      {elsewhere.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            What would move
          </Title>
          <Table aria-label="What would move">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">From</Table.Th>
                <Table.Th scope="col">To</Table.Th>
                <Table.Th scope="col">Requests</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {elsewhere.map(({ from, to, requests }) => (
                <Table.Tr key={`${sideWords(from)} ${sideWords(to)}`}>
                  <Table.Td>{sideWords(from)}</Table.Td>
                  <Table.Td>{sideWords(to)}</Table.Td>
                  <Table.Td>{countOf(requests)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {targets.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            By targets
          </Title>
          <Table aria-label="By targets">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Asked first</Table.Th>
                <Table.Th scope="col">Requests</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {targets.map(({ target, requests }) => (
                <Table.Tr key={target}>
                  <Table.Td ff="monospace">{target}</Table.Td>
                  <Table.Td>{countOf(requests)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {notJudged.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            Could not be followed
          </Title>
          {notJudged.map(({ reason, message, requests }) => (
            <Text key={reason} size="sm">
              {countOf(requests)}: {message}
            </Text>
          ))}
        </section>
      )}
      {data.length > 0 && <Requests data={data} />}
    </Stack>
  );
}

const Fact = ({ title, value }: { readonly title: string; readonly value: string }) => (
  <Paper withBorder p="sm">
    <Text size="sm" c="dimmed">
      {title}
    </Text>
    <Text fw={600}>{value}</Text>
  </Paper>
);

/** Of so many each is shown by itself. */
const MOST_SHOWN = 100;

function Requests({ data }: { readonly data: DryRunReport['data'] }) {
  const inOrder = [...data].sort((left, right) => Number(right.moves) - Number(left.moves)).slice(0, MOST_SHOWN);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        One by one
      </Title>
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label="Requests one by one">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Request</Table.Th>
              <Table.Th scope="col">Answered</Table.Th>
              <Table.Th scope="col">Would be asked</Table.Th>
              <Table.Th scope="col">Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder.map(({ id, answered, would, moves, why }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <LinkToLog id={id}>{id.slice(-12)}</LinkToLog>
                </Table.Td>
                <Table.Td>
                  <Answerer who={answered} />
                </Table.Td>
                <Table.Td>
                  {moves ? <b>Elsewhere: </b> : 'The same: '}
                  <Answerer who={would} />
                </Table.Td>
                <Table.Td>
                  {why.map((each) => (
                    <Text key={each} size="xs">
                      {each}
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {data.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed">
          The first {MOST_SHOWN} of {countOf(data.length)}, those that move before the others.
        </Text>
      )}
    </section>
  );
}

const Answerer = ({ who }: { readonly who: DryRunAnswerer }) => (
  <Text span size="sm">
    {sideWords(who)}
    {who.virtual_key !== null && `, @${who.virtual_key}`}, {who.cost === null ? 'cost not known' : moneyOf(who.cost)}
  </Text>
);
