import { ActionIcon, Button, Group, Select, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import type { MemberView, WorkspaceRole, WorkspaceSummary } from '@sluice/contract';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useHere } from '../../../session/use-session.ts';
import { may } from '../../../session/session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { RoleSelect } from '../role-select.tsx';
import { WORKSPACE_ROLES, wordFor } from '../roles.ts';
import { TOUCHED } from './new-workspace.tsx';

/** More than this are found by their names in the list of people. */
const MOST_OFFERED = 200;

/** Who is in a workspace, and as what. */
export function Members({ workspace }: { readonly workspace: Pick<WorkspaceSummary, 'id' | 'slug' | 'name'> }) {
  const { session } = useHere();
  const place = session.workspaces.find(({ id }) => id === workspace.id);
  const mayChange = may(session, place, 'workspace_users.update');
  const members = useAsk('GET /v1/admin/workspaces/{workspace}/users', {
    path: { workspace: workspace.slug },
    query: { page_size: MOST_OFFERED },
  });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        Members
      </Title>
      <Answered query={members} what="the members">
        {({ data, total }) => (
          <>
            {data.length === 0 ? (
              <Text size="sm" c="dimmed">
                Nobody is in it. Owners and admins of the organisation see it all the same.
              </Text>
            ) : (
              <Table.ScrollContainer minWidth={480}>
                <Table aria-label="Members">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Name</Table.Th>
                      <Table.Th>Role</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>Take out</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.map((member) => (
                      <Member key={member.id} member={member} workspace={workspace} mayChange={mayChange} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            )}
            {total > data.length && <Text size="sm">{total - data.length} more are not shown.</Text>}
            {mayChange && <AddMember workspace={workspace} known={new Set(data.map(({ id }) => id))} />}
          </>
        )}
      </Answered>
    </Stack>
  );
}

interface MemberParts {
  readonly member: MemberView;
  readonly workspace: Pick<WorkspaceSummary, 'slug' | 'name'>;
  readonly mayChange: boolean;
}

function Member({ member, workspace, mayChange }: MemberParts) {
  const change = useChange('PUT /v1/admin/workspaces/{workspace}/users/{user}', TOUCHED);
  const remove = useChange('DELETE /v1/admin/workspaces/{workspace}/users/{user}', TOUCHED);
  const path = { workspace: workspace.slug, user: member.id };
  const name = `${member.first_name} ${member.last_name}`.trim() || member.email;
  const takeOut = () =>
    confirm({
      title: `Take ${name} out of ${workspace.name}?`,
      consequence: 'Keys of theirs in this workspace stop working.',
      verb: 'Take out',
      onYes: () =>
        remove.mutate(
          { path },
          { onSuccess: () => tellDone(`${name} is out`), onError: (error) => tellFailed(`${name} was not taken out`, error) },
        ),
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {member.email}
        </Text>
      </Table.Td>
      <Table.Td>
        {mayChange ? (
          <RoleSelect
            name={`Role of ${name}`}
            roles={WORKSPACE_ROLES}
            value={member.role}
            disabled={change.isPending}
            onChange={(role) =>
              change.mutate({ path, body: { role } }, { onError: (error) => tellFailed('The role stays as it was', error) })
            }
          />
        ) : (
          wordFor(member.role)
        )}
      </Table.Td>
      <Table.Td ta="right">
        {mayChange && (
          <ActionIcon variant="subtle" color="gray" onClick={takeOut} aria-label={`Take ${name} out`}>
            <X size={16} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface AddMemberParts {
  readonly workspace: Pick<WorkspaceSummary, 'slug'>;
  readonly known: ReadonlySet<string>;
}

function AddMember({ workspace, known }: AddMemberParts) {
  const users = useAsk('GET /v1/admin/users', { query: { page_size: MOST_OFFERED } });
  const add = useChange('POST /v1/admin/workspaces/{workspace}/users', TOUCHED);
  const [id, setId] = useState<string | null>(null);
  const [role, setRole] = useState<WorkspaceRole>('member');
  const others = (users.data?.data ?? []).filter((user) => !known.has(user.id));
  if (others.length === 0) return null;
  const take = () =>
    add.mutate(
      { path: { workspace: workspace.slug }, body: { users: [{ id: id!, role }] } },
      { onSuccess: () => setId(null), onError: (error) => tellFailed('Nobody was taken in', error) },
    );
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label="Take somebody in"
        placeholder="Choose a person"
        searchable
        nothingFoundMessage="Nobody is called that"
        data={others.map(({ id: value, email }) => ({ value, label: email }))}
        value={id}
        onChange={setId}
        w={280}
      />
      <RoleSelect name="As what" roles={WORKSPACE_ROLES} value={role} onChange={setRole} />
      <Button onClick={take} disabled={id === null} loading={add.isPending}>
        Take in
      </Button>
    </Group>
  );
}
