import { Group, Select, Stack, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Version } from '../draft/open-draft.ts';
import { changesOf } from './changes.ts';
import { Differences } from './differences.tsx';

const route = getRouteApi('/inside/prompts/$slug');

const numberOf = ({ prompt_version: number = 1 }: Version) => number;
const isPublished = ({ prompt_version_status: status }: Version) => status === 'active';

/** Two versions beside each other: by default the published one and the newest. */
export function Compare({ versions }: { readonly versions: readonly Version[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const find = (number: number | undefined) => versions.find((version) => numberOf(version) === number);
  const newest = versions[0]!;
  const published = versions.find(isPublished);
  const to = find(search.to) ?? newest;
  const from = find(search.from) ?? (published && published !== to ? published : (versions[versions.indexOf(to) + 1] ?? versions[1]!));
  const choices = versions.map((version) => ({
    value: String(numberOf(version)),
    label: `Version ${numberOf(version)}${isPublished(version) ? ', published' : ''}`,
  }));
  const choose = (name: 'from' | 'to') => (value: string | null) =>
    void navigate({ search: (before) => ({ ...before, [name]: Number(value) }), replace: true, resetScroll: false });
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        What has changed
      </Title>
      <Group>
        <Select label="From" data={choices} value={String(numberOf(from))} onChange={choose('from')} allowDeselect={false} />
        <Select label="To" data={choices} value={String(numberOf(to))} onChange={choose('to')} allowDeselect={false} />
      </Group>
      <Differences changes={changesOf(from, to)} from={`version ${numberOf(from)}`} to={`version ${numberOf(to)}`} />
    </Stack>
  );
}
