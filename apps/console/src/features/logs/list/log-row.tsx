import type { LogSummary } from '@sluice/contract';
import { Badge, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { moneyOf, shortOf } from '../../../ui/words-for-numbers.ts';
import { durationOf } from '../../../ui/words-for-time.ts';
import type { LogSearch } from '../log-search.ts';
import { outcomeOf } from '../outcome.ts';
import { whenOf } from '../when.ts';
import { marksOf } from './marks-of.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import classes from './log-table.module.css';

interface Row {
  readonly log: LogSummary;
  readonly search: LogSearch;
  /** Tab stops at one row of the list; the arrows go on from there. */
  readonly isTabStop: boolean;
  readonly isOpen: boolean;
  readonly now: number;
}

/** One request in the list. */
export function LogRow({ log, search, isTabStop, isOpen, now }: Row) {
  const { metrics, timings, operation, metadata } = log;
  const user = metadata['_user'];
  return (
    <Table.Tr className={classes['row'] ?? ''} {...(isOpen && { 'data-open': true })}>
      <Table.Td>
        <Link
          to="/logs"
          search={{ ...search, log: log.id } as never}
          className={classes['link'] ?? ''}
          tabIndex={isTabStop ? 0 : -1}
          data-log={log.id}
          resetScroll={false}
          preload={false}
        >
          <time dateTime={log.created_at}>{whenOf(Date.parse(log.created_at), now)}</time>
        </Link>
      </Table.Td>
      <Table.Td className={classes['narrow'] ?? ''}>
        <OutcomeMark outcome={outcomeOf(log)} />
      </Table.Td>
      <Two
        first={operation ?? `${log.request.method} ${log.request.url}`}
        second={operation === null ? null : log.request.url}
        visibleFrom="sm"
      />
      <Two first={metrics.ai_model ?? log.asked_model ?? '–'} second={metrics.ai_org} />
      <Two
        first={log.api_key_name ?? (metrics.api_key_id === null ? 'no key' : metrics.api_key_id)}
        second={user ?? null}
        visibleFrom="lg"
      />
      <Number visibleFrom="md">{metrics.total_units === null ? '–' : shortOf(metrics.total_units)}</Number>
      <Number visibleFrom="md">{moneyOf(metrics.cost)}</Number>
      <Number visibleFrom="xs">{durationOf(metrics.response_time)}</Number>
      <Number visibleFrom="xl">{timings.first_token === null ? '–' : durationOf(timings.first_token)}</Number>
      <Table.Td visibleFrom="lg">
        <Group gap={4}>
          {marksOf(log).map((mark) => (
            <Badge key={mark} variant="default" size="sm" tt="none" fw={500} maw={160}>
              {mark}
            </Badge>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

interface TwoLines {
  readonly first: string;
  readonly second: string | null;
  readonly visibleFrom?: string;
}

function Two({ first, second, visibleFrom }: TwoLines) {
  return (
    <Table.Td className={classes['narrow'] ?? ''} {...(visibleFrom !== undefined && { visibleFrom })}>
      <Text size="sm" truncate title={first}>
        {first}
      </Text>
      {second !== null && second !== '' && (
        <Text size="xs" c="dimmed" truncate title={second}>
          {second}
        </Text>
      )}
    </Table.Td>
  );
}

const Number = ({ children, visibleFrom }: { readonly children: string; readonly visibleFrom: string }) => (
  <Table.Td className={classes['number'] ?? ''} visibleFrom={visibleFrom}>
    {children}
  </Table.Td>
);
