import { ActionIcon, Badge, Menu, Table, Text } from '@mantine/core';
import type { OrganisationRole, UserView } from '@sluice/contract';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useChange } from '../../../api/queries.ts';
import { useHere, useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { RoleSelect } from '../role-select.tsx';
import { givenBy, wordFor } from '../roles.ts';

const TOUCHED = ['/v1/admin/users', '/v1/admin/workspaces', '/v1/audit-logs'] as const;

/** A row of somebody, and what may be done about them. */
export function Person({ user }: { readonly user: UserView }) {
  const { session } = useHere();
  const mayChange = useMay('organisation_users.update');
  const mayRemove = useMay('organisation_users.delete');
  const change = useChange('PUT /v1/admin/users/{key}', TOUCHED);
  const remove = useChange('DELETE /v1/admin/users/{key}', TOUCHED);
  const name = `${user.first_name} ${user.last_name}`.trim() || user.email;
  const isMe = session.user?.id === user.id;
  const isOwner = session.user?.role === 'owner';
  // An admin has no say about owners, and nobody locks themselves out here.
  const inReach = !isMe && (isOwner || user.role !== 'owner');

  const update = (body: { readonly role?: OrganisationRole; readonly status?: UserView['status'] }, done: string) =>
    change.mutate(
      { path: { key: user.id }, body },
      { onSuccess: () => tellDone(done), onError: (error) => tellFailed(`${name} stays as they were`, error) },
    );
  const disable = () =>
    confirm({
      title: `Disable ${name}?`,
      consequence: 'They are signed out at once, and the keys that are theirs stop working until they are enabled again.',
      verb: 'Disable',
      onYes: () => update({ status: 'disabled' }, `${name} is disabled`),
    });
  const takeOut = () =>
    confirm({
      title: `Remove ${name}?`,
      consequence: 'They are signed out, and the keys that are theirs are gone for good. What they made stays.',
      verb: 'Remove',
      onYes: () =>
        remove.mutateAsync({ path: { key: user.id } }).then(
          () => tellDone(`${name} is removed`),
          (error: unknown) => tellFailed(`${name} was not removed`, error),
        ),
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
          {isMe && ' (you)'}
        </Text>
        <Text size="xs" c="dimmed">
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td>
        {mayChange && inReach ? (
          <RoleSelect
            roles={givenBy(isOwner)}
            value={user.role}
            onChange={(role) => update({ role }, `${name} is ${wordFor(role).toLowerCase()} now`)}
            name={`Role of ${name}`}
            disabled={change.isPending}
          />
        ) : (
          wordFor(user.role)
        )}
      </Table.Td>
      <Table.Td>{user.workspace_ids.length === 0 ? 'none' : user.workspace_ids.map(nameOf(session.workspaces)).join(', ')}</Table.Td>
      <Table.Td>
        <Moment at={user.created_at} />
      </Table.Td>
      <Table.Td>
        {user.status === 'active' ? (
          'Active'
        ) : (
          <Badge color="gray" variant="outline">
            Disabled
          </Badge>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {inReach && (mayChange || mayRemove) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`What can be done about ${name}`}>
                <Ellipsis size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayChange && user.status === 'active' && <Menu.Item onClick={disable}>Disable…</Menu.Item>}
              {mayChange && user.status === 'disabled' && (
                <Menu.Item onClick={() => update({ status: 'active' }, `${name} is enabled again`)}>Enable</Menu.Item>
              )}
              {mayRemove && (
                <Menu.Item color="red" onClick={takeOut}>
                  Remove…
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const nameOf = (workspaces: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
  workspaces.find((each) => each.id === id)?.name ?? id;
