import { Badge, Group, Table, Text } from '@mantine/core';
import type { Reply } from '../../../api/ask.ts';
import { useHere } from '../../../session/use-session.ts';
import { Moment } from '../../../ui/moment.tsx';
import { LinkToConfig } from '../links.tsx';

type Listed = Reply<'GET /v1/configs'>['data'][number];

/** Configs, a row each. */
export function ConfigTable({ configs }: { readonly configs: readonly Listed[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Configs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">Slug</Table.Th>
            <Table.Th scope="col">Workspace</Table.Th>
            <Table.Th scope="col">Changed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {configs.map((config) => (
            <Row key={config.id} config={config} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({
  config: { name, slug, workspace_id: workspace, origin, status, is_default: isDefault, last_updated_at: at },
}: {
  readonly config: Listed;
}) {
  const { session } = useHere();
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6} wrap="wrap">
          <LinkToConfig slug={slug} bold>
            {name}
          </LinkToConfig>
          {isDefault === 1 && <Mark>default</Mark>}
          {origin === 'file' && <Mark>in the config file, read only</Mark>}
          {status === 'archived' && <Mark>archived</Mark>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" ff="monospace">
          {slug}
        </Text>
      </Table.Td>
      <Table.Td>{workspace ? (session.workspaces.find(({ id }) => id === workspace)?.name ?? workspace) : 'all'}</Table.Td>
      <Table.Td>{at === undefined ? '–' : <Moment at={at} />}</Table.Td>
    </Table.Tr>
  );
}

const Mark = ({ children }: { readonly children: string }) => (
  <Badge size="sm" variant="default" tt="none">
    {children}
  </Badge>
);
