import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { countOf, moneyOf, shortOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';
import { whenOf } from '../logs/when.ts';
import type { TraceSums } from './trace-sums.ts';
import classes from '../logs/list/log-table.module.css';

/** One trace in the list. */
export function TraceRow({ trace, now }: { readonly trace: TraceSums; readonly now: number }) {
  const { id, name, calls, failed, models, tokens, cost, span, from } = trace;
  return (
    <Table.Tr className={classes['row'] ?? ''}>
      <Table.Td>{whenOf(from, now)}</Table.Td>
      <Table.Td className={classes['wide'] ?? ''}>
        <Link to="/traces/$id" params={{ id } as never} className={classes['link'] ?? ''} preload={false}>
          <Text span size="sm" truncate display="block" title={id}>
            {id}
          </Text>
        </Link>
        <Text size="xs" c="dimmed" truncate>
          {name}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{countOf(calls)}</Table.Td>
      <Table.Td ta="right">
        <Text size="sm" fw={failed > 0 ? 700 : 400} c={failed > 0 ? 'var(--mantine-color-error)' : ''}>
          {failed === 0 ? '0' : `${countOf(failed)} failed`}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md" className={classes['narrow'] ?? ''}>
        <Text size="sm" truncate title={models.join(', ')}>
          {models.length === 0 ? '–' : models.join(', ')}
        </Text>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {tokens === null ? '–' : shortOf(tokens)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {moneyOf(cost)}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="xs" style={{ whiteSpace: 'nowrap' }}>
        {durationOf(span)}
      </Table.Td>
    </Table.Tr>
  );
}
