import { SimpleGrid, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import ScrollText from 'lucide-react/icons/scroll-text';
import { useMemo } from 'react';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { chipsOf } from '../logs/chips.ts';
import { ChipRow } from '../logs/list/chip-row.tsx';
import { FilterBar } from '../logs/list/filter-bar.tsx';
import { useKeyNames } from '../logs/list/use-key-names.ts';
import { withMembers } from '../logs/log-search.ts';
import { queryOf, type AnalyticsSearch } from './analytics-search.ts';
import { ChartCard } from './charts/chart-card.tsx';
import { CHARTS } from './charts/charts.ts';
import { Groups } from './groups/groups.tsx';
import { useMinute } from './use-minute.ts';

const route = getRouteApi('/inside/analytics');

/** What all requests come to. */
export function AnalyticsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useMinute();
  const { workspace_id: workspace } = useWorkspaceQuery();
  const keyNames = useKeyNames();
  const mayLogs = useMay('logs.list');
  const query = useMemo(
    () => ({ ...queryOf(withoutGroups(search), now), ...(workspace !== undefined && { workspace_slug: workspace }) }),
    [search, now, workspace],
  );
  const change = (members: Readonly<Record<string, unknown>>) =>
    void navigate({ search: (before) => withMembers(before, { ...members, page: undefined }) as AnalyticsSearch, replace: true });
  const narrow = (from: number, to: number) =>
    change({ when: undefined, time_of_generation_min: new Date(from).toISOString(), time_of_generation_max: new Date(to).toISOString() });
  const { by: _, name: __, page: ___, ...narrowed } = search;
  return (
    <Page
      title="Analytics"
      about="What requests come to. Mark a stretch in a chart to look closer at it."
      actions={
        mayLogs && (
          <LinkButton to="/logs" search={narrowed} variant="default" size="xs" leftSection={<ScrollText size={14} aria-hidden />}>
            These requests
          </LinkButton>
        )
      }
    >
      <Stack gap="md">
        <FilterBar search={search} onChange={change} keyNames={keyNames} wordsError={undefined} anyTime="The last day" />
        <ChipRow
          chips={chipsOf(search, (id) => keyNames.get(id) ?? id)}
          onChange={change}
          onClear={() => void navigate({ search: ({ by, name }) => ({ ...(by && { by }), ...(name !== undefined && { name }) }) })}
        />
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="md">
          {CHARTS.map((kind) => (
            <ChartCard key={kind.id} kind={kind} query={query} onRange={narrow} />
          ))}
        </SimpleGrid>
        <Groups query={query} />
      </Stack>
    </Page>
  );
}

/** Charts are not asked again because the table below them is by something else. */
const withoutGroups = ({ by: _, name: __, page: ___, ...search }: AnalyticsSearch): AnalyticsSearch => search;
