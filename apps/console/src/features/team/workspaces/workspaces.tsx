import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Boxes from 'lucide-react/icons/boxes';
import { useAsk } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Pages } from '../../../ui/pages.tsx';
import { NewWorkspace } from './new-workspace.tsx';

const SIZE = 50;
const route = getRouteApi('/inside/team');

/** What teams share: providers, keys, configs, prompts and logs of their own. */
export function Workspaces() {
  const { make, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const mayMake = useMay('workspaces.create');
  const workspaces = useAsk('GET /v1/admin/workspaces', { query: { page_size: SIZE, current_page: page - 1 } }, { keepLast: true });
  const open = (opened: boolean) => void navigate({ search: { tab: 'workspaces', ...(opened && { make: true }) }, replace: !opened });
  return (
    <Stack>
      {mayMake && (
        <Group justify="flex-end">
          <Button leftSection={<Boxes size={16} aria-hidden />} onClick={() => open(true)}>
            New workspace
          </Button>
        </Group>
      )}
      <Answered query={workspaces} what="the workspaces">
        {({ data, total }) =>
          total === 0 ? (
            <Empty icon={<Boxes size={22} />} title="You are in no workspace">
              Somebody who is an admin there has to take you in.
            </Empty>
          ) : (
            <>
              <Table.ScrollContainer minWidth={560}>
                <Table aria-label="Workspaces">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Name</Table.Th>
                      <Table.Th>What it is for</Table.Th>
                      <Table.Th>State</Table.Th>
                      <Table.Th>Changed</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.map(({ id, slug, name, description, status, last_updated_at }) => (
                      <Table.Tr key={id}>
                        <Table.Td>
                          <TextLink to="/team/workspaces/$slug" params={{ slug }} size="sm" fw={500}>
                            {name}
                          </TextLink>
                          <Text size="xs" c="dimmed">
                            {slug}
                          </Text>
                        </Table.Td>
                        <Table.Td>{description}</Table.Td>
                        <Table.Td>{status === 'active' ? 'Active' : 'Archived'}</Table.Td>
                        <Table.Td>
                          <Moment at={last_updated_at} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Pages
                page={page}
                size={SIZE}
                total={total}
                of="workspaces"
                onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
              />
            </>
          )
        }
      </Answered>
      <Modal opened={make === true && mayMake} onClose={() => open(false)} title="New workspace">
        <NewWorkspace onMade={() => open(false)} />
      </Modal>
    </Stack>
  );
}
