import { Button, Group, Modal, Stack, Table, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import UserPlus from 'lucide-react/icons/user-plus';
import { useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Pages } from '../../../ui/pages.tsx';
import { Invite } from './invite.tsx';
import { InviteLinkShown } from './invite-link-shown.tsx';
import { NewInvite } from './new-invite.tsx';

const SIZE = 50;
const route = getRouteApi('/inside/team');

/** Who was asked in, and has come or not. */
export function Invites() {
  const { make, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const mayMake = useMay('organisation_users.create');
  const [link, setLink] = useState<{ readonly email: string; readonly url: string }>();
  const invites = useAsk('GET /v1/admin/users/invites', { query: { page_size: SIZE, current_page: page - 1 } }, { keepLast: true });
  const open = (opened: boolean) => void navigate({ search: { tab: 'invites', ...(opened && { make: true }) }, replace: !opened });
  const button = (
    <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => open(true)}>
      Invite somebody
    </Button>
  );
  return (
    <Stack>
      <Answered query={invites} what="the invites">
        {({ data, total }) =>
          total === 0 ? (
            <Empty icon={<UserPlus size={22} />} title="Nobody is invited" action={mayMake && button}>
              An invite is a link. Whoever opens it chooses a password, and is in.
            </Empty>
          ) : (
            <>
              {mayMake && <Group justify="flex-end">{button}</Group>}
              <Table.ScrollContainer minWidth={640}>
                <Table aria-label="Invites">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>E-mail</Table.Th>
                      <Table.Th>Role</Table.Th>
                      <Table.Th>Workspaces</Table.Th>
                      <Table.Th>State</Table.Th>
                      <Table.Th>Accepted, or good until</Table.Th>
                      <Table.Th>
                        <VisuallyHidden>What can be done</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.map((invite) => (
                      <Invite key={invite.id} invite={invite} onLink={(url) => setLink({ email: invite.email, url })} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Pages
                page={page}
                size={SIZE}
                total={total}
                of="invites"
                onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
              />
            </>
          )
        }
      </Answered>
      <Modal opened={make === true && mayMake} onClose={() => open(false)} title="Invite somebody" size="lg">
        <NewInvite
          onMade={(email, url) => {
            open(false);
            setLink({ email, url });
          }}
        />
      </Modal>
      <Modal opened={link !== undefined} onClose={() => setLink(undefined)} title="The invite’s link">
        {link && <InviteLinkShown {...link} />}
      </Modal>
    </Stack>
  );
}
