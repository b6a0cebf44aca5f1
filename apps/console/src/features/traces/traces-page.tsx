import { Anchor, Button, Group, NativeSelect, SimpleGrid, Table, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import ListTree from 'lucide-react/icons/list-tree';
import { useMemo, useState } from 'react';
import { useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { countOf } from '../../ui/words-for-numbers.ts';
import { filterOf, isNarrowed, withMembers } from '../logs/log-search.ts';
import { SearchField } from '../logs/list/search-field.tsx';
import { TimeField } from '../logs/list/time-field.tsx';
import { ValueField } from '../logs/list/value-field.tsx';
import { TraceRow } from './trace-row.tsx';
import { useTraces } from './use-traces.ts';

const here = getRouteApi('/inside/traces');

/** Calls that belong together. */
export function TracesPage() {
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const workspace = useWorkspaceQuery();
  const [asOf] = useState(() => Date.now());
  const narrowing = JSON.stringify(filterOf(search, asOf));
  const filter = useMemo(
    () => ({ ...(JSON.parse(narrowing) as ReturnType<typeof filterOf>), ...workspace }),
    [narrowing, workspace.workspace_id],
  );
  const { query, traces, next, countedOnly } = useTraces(filter, search.cursor);
  const change = (members: Readonly<Record<string, unknown>>) => void navigate({ search: withMembers(search, members) as never });
  const go = (cursor: string | undefined) => {
    const { cursor: _, ...rest } = search;
    void navigate({ search: { ...rest, ...(cursor !== undefined && { cursor }) } as never });
  };
  const now = Date.now();
  return (
    <Page title="Traces" about="Calls that belong together under one trace id, as those of one agent’s run.">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="xs" role="search" aria-label="Filters of the traces">
        <SearchField
          value={search.trace_id === undefined ? '' : String(search.trace_id)}
          onCommit={(trace_id) => change({ trace_id })}
          placeholder="The id of a trace"
        />
        <TimeField search={search} onChange={change} />
        <NativeSelect
          size="xs"
          label="Outcome"
          value={search.success === undefined ? '' : String(search.success)}
          onChange={({ currentTarget: { value } }) => change({ success: value === '' ? undefined : value === 'true' })}
          data={[
            { value: '', label: 'Any' },
            { value: 'false', label: 'With a failed call' },
            { value: 'true', label: 'With a call that succeeded' },
          ]}
        />
        <ValueField
          label="User"
          hint="metadata _user"
          value={search.metadata?.['_user'] ?? ''}
          onCommit={(user) => change({ metadata: user === '' ? undefined : { _user: user } })}
          known={['users', 'user']}
        />
      </SimpleGrid>
      <Answered query={query} what="the traces">
        {() =>
          traces.length === 0 ? (
            <Empty
              icon={<ListTree size={22} aria-hidden />}
              title={isNarrowed(search) ? 'No trace fits these filters' : 'No traces yet'}
              action={isNarrowed(search) && <Button onClick={() => void navigate({ search: {} as never })}>Remove all filters</Button>}
            >
              Send the same x-portkey-trace-id with calls that belong together, and x-portkey-parent-span-id for which came of which. Spans
              of OpenTelemetry come to /v1/otel.
            </Empty>
          ) : (
            <>
              <Table aria-label="Traces, the newest first" verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Began</Table.Th>
                    <Table.Th>Trace</Table.Th>
                    <Table.Th ta="right">Calls</Table.Th>
                    <Table.Th ta="right">Failed</Table.Th>
                    <Table.Th visibleFrom="md">Models</Table.Th>
                    <Table.Th ta="right" visibleFrom="sm">
                      Tokens
                    </Table.Th>
                    <Table.Th ta="right" visibleFrom="sm">
                      Cost
                    </Table.Th>
                    <Table.Th ta="right" visibleFrom="xs">
                      Took
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {traces.map((trace) => (
                    <TraceRow key={trace.id} trace={trace} now={now} />
                  ))}
                </Table.Tbody>
              </Table>
              {countedOnly !== undefined && (
                <Text size="sm">
                  These traces have more than {countOf(countedOnly)} calls together, and the newest of them are counted here: open a trace
                  for all of its own.
                </Text>
              )}
              {(search.cursor !== undefined || next !== null) && (
                <Group component="nav" aria-label="Pages of the traces" gap="xs">
                  <Button size="xs" variant="default" disabled={search.cursor === undefined} onClick={() => go(undefined)}>
                    Newest
                  </Button>
                  <Button size="xs" variant="default" disabled={next === null} onClick={() => next !== null && go(next)}>
                    Older
                  </Button>
                </Group>
              )}
              <Text size="xs" c="dimmed">
                A call without a trace id of its own is a trace by itself. All calls are in the{' '}
                <Anchor component={Link} to="/logs" size="xs" underline="always">
                  logs
                </Anchor>
                .
              </Text>
            </>
          )
        }
      </Answered>
    </Page>
  );
}
