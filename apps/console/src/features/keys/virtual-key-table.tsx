import { Anchor, Badge, Code, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Reply } from '../../api/ask.ts';
import { useHere } from '../../session/use-session.ts';
import { Moment } from '../../ui/moment.tsx';
import { Limits } from './limits-cell.tsx';
import { StandingBadge } from './standing.tsx';
import { useProviderName } from './use-catalogue.ts';
import { useLastUse } from './use-last-use.ts';

interface TableParts {
  readonly rows: Reply<'GET /v1/virtual-keys'>['data'];
}

/** Virtual keys in a list. */
export function VirtualKeyTable({ rows }: TableParts) {
  const { workspaces } = useHere().session;
  const nameOf = useProviderName();
  const lastUse = useLastUse(
    'virtual-keys',
    rows.map(({ slug }) => slug),
  );
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table aria-label="Providers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Provider</Table.Th>
            <Table.Th>Key</Table.Th>
            {workspaces.length > 1 && <Table.Th>Workspace</Table.Th>}
            <Table.Th>Limits</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.slug}>
              <Table.Td>
                <Anchor component={Link} to={`/providers/${row.slug}`} size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                  {row.name}
                </Anchor>
                <Group gap={6}>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    @{row.slug}
                  </Text>
                  {row.origin === 'file' && (
                    <Badge size="xs" variant="outline" color="gray" c="dimmed" tt="none">
                      config file
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>{nameOf(row.ai_provider_name)}</Table.Td>
              <Table.Td>
                {row.masked_api_key === null ? (
                  <Text size="sm" c="dimmed">
                    none
                  </Text>
                ) : (
                  <Code>{row.masked_api_key}</Code>
                )}
              </Table.Td>
              {workspaces.length > 1 && <Table.Td>{workspaces.find(({ id }) => id === row.workspace_id)?.name ?? 'everybody’s'}</Table.Td>}
              <Table.Td>
                <Limits usage={row.usage_limits} rates={row.rate_limits} />
              </Table.Td>
              <Table.Td>
                <Moment at={lastUse(row.slug)} />
              </Table.Td>
              <Table.Td>
                <StandingBadge standing={row.status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
