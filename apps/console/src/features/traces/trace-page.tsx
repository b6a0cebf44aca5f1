import { Button, Switch, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import ListTree from 'lucide-react/icons/list-tree';
import { lazy, useMemo } from 'react';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { WhenWanted } from '../../ui/when-wanted.tsx';
import { countOf } from '../../ui/words-for-numbers.ts';
import { useAsk } from '../../api/queries.ts';
import { sumsOf } from './trace-sums.ts';
import { TraceFigures } from './trace-figures.tsx';
import { TraceTable } from './trace-table.tsx';
import { treeOf } from './trace-tree.ts';
import { useAttempts } from './use-attempts.ts';

const LogDrawer = lazy(() => import('../logs/log-drawer.tsx').then(({ LogDrawer: default_ }) => ({ default: default_ })));

const here = getRouteApi('/inside/traces/$id');

/** Calls of one trace that are shown. */
const MOST = 1_000;

/** Of more calls than these the attempts are not asked for by themselves. */
const FEW = 20;

/** The calls of one trace, as a tree on a line of time. */
export function TracePage() {
  const { id } = here.useParams();
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const workspace = useWorkspaceQuery();
  const mayView = useMay('logs.view');
  const query = useAsk('GET /v1/logs', { query: { trace_id: id, page_size: MOST, ...workspace } });
  const records = useMemo(() => query.data?.data ?? [], [query.data]);
  const withAttempts = mayView && (search.attempts ?? records.length <= FEW);
  const attempts = useAttempts(records, withAttempts);
  const tree = useMemo(() => treeOf(records, attempts), [records, attempts]);
  return (
    <Page
      title="Trace"
      about={
        <>
          {id} <CopyButton text={id} what="the id of the trace" />
        </>
      }
      actions={
        <Button component={Link} to="/traces" size="xs" variant="default">
          All traces
        </Button>
      }
    >
      <Answered query={query} what="the trace">
        {({ next_cursor: next }) =>
          records.length === 0 ? (
            <Empty icon={<ListTree size={22} aria-hidden />} title="Nothing is known of this trace">
              No call under this id is kept: it may be older than the log, in another workspace, or still on its way.
            </Empty>
          ) : (
            <>
              <TraceFigures sums={sumsOf(records)} />
              {mayView && (
                <Switch
                  label="Show each attempt at a provider"
                  checked={withAttempts}
                  onChange={({ currentTarget: { checked } }) =>
                    void navigate({ search: { ...search, attempts: checked } as never, replace: true, resetScroll: false })
                  }
                />
              )}
              {next !== null && <Text size="sm">These are the newest {countOf(MOST)} calls of the trace; there are more.</Text>}
              <TraceTable nodes={tree} onOpen={(log) => void navigate({ search: { ...search, log } as never, resetScroll: false })} />
            </>
          )
        }
      </Answered>
      <WhenWanted wanted={search.log !== undefined}>
        <LogDrawer
          id={search.log}
          tab={search.tab}
          ids={records.map((record) => record.id)}
          onGo={(to) => {
            const { log: _log, tab: _tab, ...rest } = search;
            void navigate({ search: { ...rest, ...to } as never, resetScroll: false });
          }}
        />
      </WhenWanted>
    </Page>
  );
}
