import { Grid, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SearchField } from '../../../ui/search-field.tsx';
import { Folders } from './folders.tsx';

const route = getRouteApi('/inside/prompts');

interface Layout {
  readonly searchLabel: string;
  readonly children: ReactNode;
}

/** Folders, and beside them what is in the one that is looked into. */
export function LibraryLayout({ searchLabel, children }: Layout) {
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const find = (next: string) =>
    void navigate({
      search: ({ search: _, page: __, ...rest }) => ({ ...rest, ...(next !== '' && { search: next }) }),
      replace: true,
    });
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 3, lg: 2.5 }}>
        <Folders />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 9, lg: 9.5 }}>
        <Stack gap="sm">
          <Group>
            <SearchField value={search} onSearch={find} label={searchLabel} />
          </Group>
          {children}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
