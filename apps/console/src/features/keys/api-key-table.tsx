import type { ApiKeyView } from '@sluice/contract';
import { Anchor, Badge, Code, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useHere } from '../../session/use-session.ts';
import { Moment } from '../../ui/moment.tsx';
import { Limits } from './limits-cell.tsx';
import { StandingBadge } from './standing.tsx';
import { useLastUse } from './use-last-use.ts';

/** Whose keys are called what. */
export const OWNER_WORDS: Readonly<Record<ApiKeyView['type'], string>> = {
  'workspace-service': 'a service',
  'workspace-user': 'a person',
  'organisation-service': 'the organisation',
};

/** API keys in a list. */
export function ApiKeyTable({ rows }: { readonly rows: readonly ApiKeyView[] }) {
  const { workspaces } = useHere().session;
  const lastUse = useLastUse(
    'api-keys',
    rows.map(({ id }) => id),
  );
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table aria-label="API keys">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Key</Table.Th>
            <Table.Th>Of</Table.Th>
            <Table.Th>May</Table.Th>
            <Table.Th>Limits</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Group gap={6}>
                  {row.origin === 'file' ? (
                    <Text size="sm" fw={500}>
                      {row.name}
                    </Text>
                  ) : (
                    <Anchor component={Link} to={`/keys/${row.id}`} size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                      {row.name}
                    </Anchor>
                  )}
                  {row.origin === 'file' && (
                    <Badge size="xs" variant="outline" color="gray" c="dimmed" tt="none">
                      config file
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                <Code>{row.key}</Code>
              </Table.Td>
              <Table.Td>
                {OWNER_WORDS[row.type]}
                {row.workspace_id !== null && workspaces.length > 1 && (
                  <Text size="xs" c="dimmed">
                    in {workspaces.find(({ id }) => id === row.workspace_id)?.name ?? row.workspace_id}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{wordsForScopes(row)}</Table.Td>
              <Table.Td>
                <Limits usage={row.usage_limits} rates={row.rate_limits} />
              </Table.Td>
              <Table.Td>
                <Moment at={lastUse(row.id)} />
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

const CALLING: readonly string[] = ['completions.write', 'prompts.render', 'logs.write'];

/** What a key may do, in a word or two. */
export function wordsForScopes({ root, scopes }: Pick<ApiKeyView, 'root' | 'scopes'>): string {
  if (root) return 'everything';
  if (scopes.every((scope) => CALLING.includes(scope))) return 'call';
  const things = `${scopes.length} ${scopes.length === 1 ? 'thing' : 'things'}`;
  return scopes.includes('completions.write') ? `call, and ${things} in all` : things;
}
