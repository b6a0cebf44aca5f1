import { Anchor, Badge, Button, Group, Select, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Moment } from '../../../ui/moment.tsx';
import { TextDiff } from '../../../ui/text-diff.tsx';
import type { PartialVersion } from './partial-desk.tsx';

const route = getRouteApi('/inside/partials/$slug');

const isPublished = ({ prompt_version_status: status }: PartialVersion) => status === 'active';

interface VersionsParts {
  /** The newest first. */
  readonly versions: readonly PartialVersion[];
  /** Undefined: who looks may not. */
  readonly onPublish: ((version: number) => void) | undefined;
}

/** All versions of a partial, and what any two of them differ in. */
export const PartialVersions = ({ versions, onPublish }: VersionsParts) => (
  <Stack gap="lg">
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th>What has changed</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th w={110}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Anchor
                    component={Link}
                    to="."
                    search={{ version: each.version } as never}
                    fw={500}
                    aria-label={`Write on version ${each.version}`}
                  >
                    {each.version}
                  </Anchor>
                  {isPublished(each) && (
                    <Badge variant="filled" tt="none" miw="max-content">
                      published
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{each.description ?? <Text c="dimmed">–</Text>}</Table.Td>
              <Table.Td>{each.created_at === undefined ? '–' : <Moment at={each.created_at} />}</Table.Td>
              <Table.Td>
                {onPublish && !isPublished(each) && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onPublish(each.version)}
                    aria-label={`Publish version ${each.version}`}
                  >
                    Publish
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
    {versions.length > 1 && <Compare versions={versions} />}
  </Stack>
);

function Compare({ versions }: { readonly versions: readonly PartialVersion[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const find = (number: number | undefined) => versions.find(({ version }) => version === number);
  const published = versions.find(isPublished);
  const to = find(search.to) ?? versions[0]!;
  const from = find(search.from) ?? (published && published !== to ? published : (versions[versions.indexOf(to) + 1] ?? versions[1]!));
  const choices = versions.map((each) => ({
    value: String(each.version),
    label: `Version ${each.version}${isPublished(each) ? ', published' : ''}`,
  }));
  const choose = (name: 'from' | 'to') => (value: string | null) =>
    void navigate({ search: (before) => ({ ...before, [name]: Number(value) }), replace: true, resetScroll: false });
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        What has changed
      </Title>
      <Group>
        <Select label="From" data={choices} value={String(from.version)} onChange={choose('from')} allowDeselect={false} />
        <Select label="To" data={choices} value={String(to.version)} onChange={choose('to')} allowDeselect={false} />
      </Group>
      {from.string === to.string ? (
        <Text size="sm">They say the same.</Text>
      ) : (
        <TextDiff
          label="The text"
          before={from.string}
          after={to.string}
          beforeLabel={`version ${from.version}`}
          afterLabel={`version ${to.version}`}
        />
      )}
    </Stack>
  );
}
