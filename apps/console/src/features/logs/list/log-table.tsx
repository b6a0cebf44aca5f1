import type { LogSummary } from '@sluice/contract';
import { Table, Text } from '@mantine/core';
import { useMemo, useRef } from 'react';
import type { LogSearch } from '../log-search.ts';
import { LogRow } from './log-row.tsx';
import { useRowKeys } from './use-row-keys.ts';
import classes from './log-table.module.css';

interface Listed {
  readonly logs: readonly LogSummary[];
  readonly search: LogSearch;
}

/** Requests, the newest first. */
export function LogTable({ logs, search }: Listed) {
  const place = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => logs.map(({ id }) => id), [logs]);
  const stop = useRowKeys(place, ids);
  const now = Date.now();
  return (
    <div ref={place}>
      <Table verticalSpacing={6} aria-label="Requests, the newest first">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Time</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th visibleFrom="sm">Call</Table.Th>
            <Table.Th>Model</Table.Th>
            <Table.Th visibleFrom="lg">Key and user</Table.Th>
            <Table.Th visibleFrom="md" className={classes['number'] ?? ''}>
              Tokens
            </Table.Th>
            <Table.Th visibleFrom="md" className={classes['number'] ?? ''}>
              Cost
            </Table.Th>
            <Table.Th visibleFrom="xs" className={classes['number'] ?? ''}>
              Took
            </Table.Th>
            <Table.Th visibleFrom="xl" className={classes['number'] ?? ''}>
              First token
            </Table.Th>
            <Table.Th visibleFrom="lg">Way</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {logs.map((log) => (
            <LogRow key={log.id} log={log} search={search} isTabStop={log.id === stop} isOpen={log.id === search.log} now={now} />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs" visibleFrom="sm">
        j and k, or the arrows, go through the list; Enter opens.
      </Text>
    </div>
  );
}
