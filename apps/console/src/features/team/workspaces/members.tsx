import { ActionIcon, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import type { MemberView, WorkspaceSummary } from '@sluice/contract';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useHere } from '../../../session/use-session.ts';
import { may } from '../../../session/session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { Pages } from '../../../ui/pages.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { RoleSelect } from '../role-select.tsx';
import { WORKSPACE_ROLES, wordFor } from '../roles.ts';
import { AddMember } from './add-member.tsx';
import { TOUCHED } from './new-workspace.tsx';

const SIZE = 50;

/** Who is in a workspace, and as what. */
export function Members({ workspace }: { readonly workspace: Pick<WorkspaceSummary, 'id' | 'slug' | 'name'> }) {
  const { session } = useHere();
  const place = session.workspaces.find(({ id }) => id === workspace.id);
  const mayChange = may(session, place, 'workspace_users.update');
  const [page, setPage] = useState(1);
  const members = useAsk(
    'GET /v1/admin/workspaces/{workspace}/users',
    { path: { workspace: workspace.slug }, query: { page_size: SIZE, current_page: page - 1 } },
    { keepLast: true },
  );
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        Members
      </Title>
      <Answered query={members} what="the members">
        {({ data, total }) => (
          <>
            {total === 0 ? (
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
            <Pages page={page} size={SIZE} total={total} of="members" onChange={setPage} />
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
        remove.mutateAsync({ path }).then(
          () => tellDone(`${name} is out`),
          (error: unknown) => tellFailed(`${name} was not taken out`, error),
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
