import { Button, Group, Table } from '@mantine/core';
import type { InviteView } from '@sluice/contract';
import { useChange } from '../../../api/queries.ts';
import { useHere, useMay } from '../../../session/use-session.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { tellDone, tellFailed } from '../../../ui/told.tsx';
import { wordFor } from '../roles.ts';

const TOUCHED = ['/v1/admin/users/invites', '/v1/audit-logs'] as const;

const STATES: Readonly<Record<InviteView['status'], string>> = {
  pending: 'Waiting',
  accepted: 'Accepted',
  cancelled: 'Cancelled',
  expired: 'Over',
};

interface InviteParts {
  readonly invite: InviteView;
  readonly onLink: (url: string) => void;
}

/** A row of an invite. */
export function Invite({ invite, onLink }: InviteParts) {
  const { session } = useHere();
  const mayMake = useMay('organisation_users.create');
  const mayCancel = useMay('organisation_users.delete');
  const resend = useChange('POST /v1/admin/users/invites/{key}/resend', TOUCHED);
  const cancel = useChange('DELETE /v1/admin/users/invites/{key}', TOUCHED);
  const path = { key: invite.id };
  const { email, status } = invite;
  const open = status === 'pending' || status === 'expired';
  const sendAgain = () =>
    resend.mutate(
      { path },
      { onSuccess: ({ invite_link }) => onLink(invite_link), onError: (error) => tellFailed('It was not sent again', error) },
    );
  const takeBack = () =>
    confirm({
      title: `Cancel the invite for ${email}?`,
      consequence: 'Its link stops working.',
      verb: 'Cancel it',
      onYes: () =>
        cancel.mutateAsync({ path }).then(
          () => tellDone('The invite is cancelled'),
          (error: unknown) => tellFailed('It was not cancelled', error),
        ),
    });
  return (
    <Table.Tr>
      <Table.Td>{email}</Table.Td>
      <Table.Td>{wordFor(invite.role)}</Table.Td>
      <Table.Td>
        {invite.workspaces.map(({ id, role }) => `${session.workspaces.find((each) => each.id === id)?.name ?? id} (${role})`).join(', ') ||
          'none'}
      </Table.Td>
      <Table.Td>{STATES[status]}</Table.Td>
      <Table.Td>
        <Moment at={invite.accepted_at ?? invite.expires_at} />
      </Table.Td>
      <Table.Td>
        {open && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            {mayMake && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={sendAgain}
                loading={resend.isPending}
                aria-label={`New link for ${email}`}
              >
                New link
              </Button>
            )}
            {mayCancel && status === 'pending' && (
              <Button size="compact-xs" variant="default" onClick={takeBack} aria-label={`Cancel the invite for ${email}`}>
                Cancel
              </Button>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
