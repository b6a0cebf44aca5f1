import { Card, Group, NativeSelect, Stack, Table, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import type { AnalyticsQuery } from '@sluice/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../../ui/answered.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Pages } from '../../../ui/pages.tsx';
import { useKeyNames } from '../../logs/list/use-key-names.ts';
import { TableTools } from '../numbers/table-tools.tsx';
import { columnsOf } from './columns.ts';
import { GROUPINGS, narrowedTo, type Grouping } from './groupings.ts';
import { readGroups, type Groups as Found } from './read-groups.ts';

const SIZE = 25;
const route = getRouteApi('/inside/analytics');
const CHOICES = Object.entries(GROUPINGS).map(([value, { label }]) => ({ value, label }));

/** What the charts come to, by whatever is asked. */
export function Groups({ query }: { readonly query: AnalyticsQuery }) {
  const { by = 'models', name, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const groups = useQuery({
    queryKey: ['/v1/analytics', 'groups', by, name, page, query],
    queryFn: ({ signal }) => readGroups({ by, name, query, page, size: SIZE }, signal),
    placeholderData: (last) => last,
  });
  const isUnnamed = by === 'metadata' && name === undefined;
  return (
    <Card withBorder padding="md" component="section" aria-labelledby="groups">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <Title order={2} size="h5" id="groups">
            Requests by {GROUPINGS[by].label.toLowerCase()}
            {by === 'metadata' && name !== undefined && ` “${name}”`}
          </Title>
          <Group gap="xs" align="flex-end">
            <NativeSelect
              size="xs"
              label="By"
              data={CHOICES}
              value={by}
              onChange={({ currentTarget: { value } }) =>
                void navigate({ search: ({ page: _, ...before }) => ({ ...before, by: value as Grouping }), replace: true })
              }
            />
            {by === 'metadata' && <NameField name={name} />}
          </Group>
        </Group>
        {isUnnamed ? (
          <Text size="sm" c="dimmed">
            Say which metadata: the name under which callers tell it, such as team or environment.
          </Text>
        ) : (
          <Answered query={groups} what="the groups">
            {(found) => <GroupTable found={found} by={by} name={name} page={page} />}
          </Answered>
        )}
      </Stack>
    </Card>
  );
}

/** What is typed counts when the field is left, or at Enter. */
function NameField({ name }: { readonly name: string | undefined }) {
  const navigate = route.useNavigate();
  const commit = (typed: string) =>
    void navigate({
      search: ({ page: _, name: __, ...before }) => ({ ...before, ...(typed.trim() !== '' && { name: typed.trim() }) }),
      replace: true,
    });
  return (
    <TextInput
      key={name}
      size="xs"
      label="Name"
      placeholder="team"
      defaultValue={name}
      onBlur={({ currentTarget }) => commit(currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
    />
  );
}

interface TableParts {
  readonly found: Found;
  readonly by: Grouping;
  readonly name: string | undefined;
  readonly page: number;
}

function GroupTable({ found: { total, rows }, by, name, page }: TableParts) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const keyNames = useKeyNames();
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No request in this stretch has one.
      </Text>
    );
  const { label } = GROUPINGS[by];
  const columns = columnsOf(rows);
  const called = (value: string) => (by === 'api-keys' ? (keyNames.get(value) ?? value) : value) || 'none';
  return (
    <Stack gap="sm">
      <Table.ScrollContainer minWidth={620}>
        <Table aria-labelledby="groups">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{label}</Table.Th>
              {columns.map(({ title }) => (
                <Table.Th key={title} ta="right">
                  {title}
                </Table.Th>
              ))}
              <Table.Th>Last seen</Table.Th>
              <Table.Th>
                <VisuallyHidden>Its requests</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const narrowed = narrowedTo(by, row.value, name);
              const { page: _, by: __, name: ___, ...kept } = search;
              const merged = narrowed && {
                ...kept,
                ...narrowed,
                ...(narrowed.metadata && { metadata: { ...kept.metadata, ...narrowed.metadata } }),
              };
              return (
                <Table.Tr key={row.value}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {merged && row.value !== '' ? (
                      <TextLink to="/analytics" search={{ ...merged, by, ...(name !== undefined && { name }) }} size="sm">
                        {called(row.value)}
                      </TextLink>
                    ) : (
                      called(row.value)
                    )}
                  </Table.Td>
                  {columns.map(({ title, shown }) => (
                    <Table.Td key={title} ta="right">
                      {shown(row)}
                    </Table.Td>
                  ))}
                  <Table.Td>{row.lastSeen !== undefined && <Moment at={row.lastSeen} />}</Table.Td>
                  <Table.Td ta="right">
                    {merged && row.value !== '' && (
                      <TextLink to="/logs" search={merged} size="sm" aria-label={`Requests of ${called(row.value)}`}>
                        Requests
                      </TextLink>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="space-between">
        <TableTools
          title={`Requests by ${label.toLowerCase()}`}
          head={[label.toLowerCase(), ...columns.map(({ head }) => head), 'last seen']}
          rows={rows.map((row) => [row.value, ...columns.map(({ told }) => told(row)), row.lastSeen ?? null])}
        />
        <Pages
          page={page}
          size={SIZE}
          total={total}
          of="groups"
          onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
        />
      </Group>
    </Stack>
  );
}
