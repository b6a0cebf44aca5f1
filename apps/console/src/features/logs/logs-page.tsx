import { Button, Group, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Download from 'lucide-react/icons/download';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import ScrollText from 'lucide-react/icons/scroll-text';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useAsk } from '../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { WhenWanted } from '../../ui/when-wanted.tsx';
import { withArrivals } from './arrivals.ts';
import { chipsOf } from './chips.ts';
import { AddFilter } from './list/add-filter.tsx';
import { ChipRow } from './list/chip-row.tsx';
import { FilterBar } from './list/filter-bar.tsx';
import { LiveBar } from './list/live-bar.tsx';
import { LogTable } from './list/log-table.tsx';
import { useKeyNames } from './list/use-key-names.ts';
import { ViewsMenu } from './list/views-menu.tsx';
import { filterOf, isNarrowed, withMembers, withoutFilters, type LogSearch } from './log-search.ts';
import { useTail } from './use-tail.ts';

const LogDrawer = lazy(() => import('./log-drawer.tsx').then(({ LogDrawer: default_ }) => ({ default: default_ })));
const ExportDialog = lazy(() => import('./export/export-dialog.tsx').then(({ ExportDialog: default_ }) => ({ default: default_ })));

const here = getRouteApi('/inside/logs');

/** Rows of a page. */
const ROWS = 50;

/** Further down than this somebody reads. Pixels. */
const AT_TOP = 40;

export function LogsPage() {
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const workspace = useWorkspaceQuery();
  const mayExport = useMay('logs.export');
  const keyNames = useKeyNames();
  const [asOf, setAsOf] = useState(() => Date.now());
  const [exporting, setExporting] = useState(false);
  const [isPaused, setPaused] = useState(false);

  const narrowing = JSON.stringify(filterOf(search, asOf));
  const filter = useMemo(
    () => ({ ...(JSON.parse(narrowing) as ReturnType<typeof filterOf>), ...workspace }),
    [narrowing, workspace.workspace_id],
  );
  const { cursor } = search;
  const query = useAsk(
    'GET /v1/logs',
    { query: { ...filter, page_size: ROWS, ...(cursor !== undefined && { cursor }) } },
    { keepLast: true },
  );

  const canFollow = cursor === undefined && filter.time_of_generation_max === undefined;
  const isLive = search.live === true && canFollow;
  const isRead = useCallback(
    () => isPaused || search.log !== undefined || window.scrollY > AT_TOP || document.activeElement?.closest('[data-log]') != null,
    [isPaused, search.log],
  );
  const tail = useTail(filter, { isOn: isLive, isRead });
  const logs = useMemo(
    () => (isLive ? withArrivals(tail.arrivals.shown, query.data?.data ?? []) : (query.data?.data ?? [])),
    [isLive, tail.arrivals.shown, query.data],
  );

  const change = (members: Readonly<Record<string, unknown>>) => void navigate({ search: withMembers(search, members) as never });
  const refresh = () => {
    tail.forget();
    setAsOf(Date.now());
    void query.refetch();
  };
  const wordsError = search.text !== undefined && query.error?.status === 400 ? query.error.message : undefined;

  return (
    <Page
      title="Logs"
      about="Every request: who made it, where it went and why, what it took and what it cost."
      actions={
        <>
          {mayExport && (
            <Button size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} onClick={() => setExporting(true)}>
              Export
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            leftSection={<RefreshCw size={14} aria-hidden />}
            onClick={refresh}
            loading={query.isFetching}
          >
            Refresh
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        <FilterBar search={search} onChange={change} keyNames={keyNames} wordsError={wordsError} />
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <AddFilter search={search} onChange={change} />
            <ViewsMenu search={search} />
          </Group>
          <LiveBar
            isOn={search.live === true}
            canFollow={canFollow}
            onSwitch={(live) => change({ live: live ? true : undefined })}
            isPaused={isPaused}
            onPause={setPaused}
            tail={tail}
            onRefresh={refresh}
          />
        </Group>
        <ChipRow
          chips={chipsOf(search, (id) => keyNames.get(id) ?? id)}
          onChange={change}
          onClear={() => void navigate({ search: withoutFilters(search) as never })}
        />
      </Stack>
      {wordsError === undefined && (
        <Answered query={query} what="the log">
          {() => (
            <>
              {logs.length === 0 ? (
                <NothingThere search={search} onClear={() => void navigate({ search: withoutFilters(search) as never })} />
              ) : (
                <LogTable logs={logs} search={search} />
              )}
              <Pages search={search} next={query.data?.next_cursor ?? null} />
            </>
          )}
        </Answered>
      )}
      <WhenWanted wanted={search.log !== undefined}>
        <LogDrawer
          id={search.log}
          tab={search.tab}
          ids={logs.map(({ id }) => id)}
          onGo={(members) => void navigate({ search: { ...cut(search), ...members } as never, resetScroll: false })}
        />
      </WhenWanted>
      <Suspense>{exporting && <ExportDialog filter={filter} onClose={() => setExporting(false)} />}</Suspense>
    </Page>
  );
}

/** Without what is open over the list. */
const cut = ({ log: _log, tab: _tab, ...rest }: LogSearch) => rest;

function NothingThere({ search, onClear }: { readonly search: LogSearch; readonly onClear: () => void }) {
  const icon = <ScrollText size={22} aria-hidden />;
  if (isNarrowed(search))
    return (
      <Empty icon={icon} title="No request fits these filters" action={<Button onClick={onClear}>Remove all filters</Button>}>
        Records are there within a second of their answers.
      </Empty>
    );
  return (
    <Empty icon={icon} title="No requests yet">
      Every call through the gateway is listed here. Make one from the start page, the playground or your own code.
    </Empty>
  );
}

function Pages({ search, next }: { readonly search: LogSearch; readonly next: string | null }) {
  const navigate = here.useNavigate();
  if (search.cursor === undefined && next === null) return null;
  const go = (cursor: string | undefined) => {
    const { cursor: _, live: _live, ...rest } = search;
    void navigate({ search: { ...rest, ...(cursor !== undefined && { cursor }) } as never });
  };
  return (
    <Group component="nav" aria-label="Pages of the log" gap="xs">
      <Button size="xs" variant="default" disabled={search.cursor === undefined} onClick={() => go(undefined)}>
        Newest
      </Button>
      <Button size="xs" variant="default" disabled={next === null} onClick={() => next !== null && go(next)}>
        Older
      </Button>
      {next === null && (
        <Text size="sm" c="dimmed">
          These are the oldest.
        </Text>
      )}
    </Group>
  );
}
