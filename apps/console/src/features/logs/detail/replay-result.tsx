import type { Replay } from '@sluice/contract';
import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { JsonView } from '../../../ui/json-view.tsx';
import { moneyOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';

interface Result {
  readonly replay: Replay;
  readonly onLeave: () => void;
}

/** The first answer and the second. */
export function ReplayResult({ replay, onLeave }: Result) {
  const { comparison, id, body } = replay;
  const time = (ms: number | null) => (ms === null ? '–' : durationOf(ms));
  const fits = (valid: boolean | null) => (valid === null ? '–' : valid ? 'fits' : 'does not fit');
  const rows = [
    ['Status', `${comparison.status.original}`, `${comparison.status.other}`],
    ['Took', durationOf(comparison.latency.original), durationOf(comparison.latency.other)],
    ['First token', time(comparison.first_token.original), time(comparison.first_token.other)],
    ['Cost', moneyOf(comparison.cost.original), moneyOf(comparison.cost.other)],
    ['JSON schema', fits(comparison.schema_valid.original), fits(comparison.schema_valid.other)],
  ] as const;
  return (
    <Stack gap="sm">
      <Table aria-label="The two answers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>Then</Table.Th>
            <Table.Th>Now</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, then, now]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{then}</Table.Td>
              <Table.Td>{now}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" role="status">
        {sameness('text', comparison.text_equal)}{' '}
        {comparison.tool_calls_equal !== null && sameness('tool calls', comparison.tool_calls_equal)}{' '}
        <Anchor component={Link} to="/logs/$id" params={{ id } as never} onClick={onLeave} size="sm" underline="always">
          Open the new record
        </Anchor>
      </Text>
      <JsonView value={body} what="the new answer" maxHeight={280} />
    </Stack>
  );
}

function sameness(what: string, isSame: boolean | null): string {
  if (isSame === null) return `Whether the ${what} is the same cannot be known.`;
  return isSame ? `The same ${what}.` : what === 'text' ? 'Another text.' : 'Other tool calls.';
}
