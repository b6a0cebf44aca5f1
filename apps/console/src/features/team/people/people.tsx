import { Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Users from 'lucide-react/icons/users';
import { useAsk } from '../../../api/queries.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Pages } from '../../../ui/pages.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Person } from './person.tsx';

const SIZE = 50;
const route = getRouteApi('/inside/team');

/** Everybody who can sign in. */
export function People() {
  const { search = '', page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const users = useAsk(
    'GET /v1/admin/users',
    { query: { page_size: SIZE, current_page: page - 1, ...(search !== '' && { search }) } },
    { keepLast: true },
  );
  return (
    <Stack>
      <SearchField
        label="Find people"
        value={search}
        onSearch={(next) => void navigate({ search: next === '' ? {} : { search: next }, replace: true })}
      />
      <Answered query={users} what="the people">
        {({ data, total }) =>
          total === 0 ? (
            <Empty icon={<Users size={22} />} title="Nobody is called that">
              Search by a part of a name or of an e-mail address, or invite them.
            </Empty>
          ) : (
            <>
              <Table.ScrollContainer minWidth={640}>
                <Table aria-label="People">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Name</Table.Th>
                      <Table.Th>Role</Table.Th>
                      <Table.Th>Workspaces</Table.Th>
                      <Table.Th>Since</Table.Th>
                      <Table.Th>
                        <Text span size="sm" fw={600}>
                          State
                        </Text>
                      </Table.Th>
                      <Table.Th>
                        <VisuallyHidden>What can be done</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.map((user) => (
                      <Person key={user.id} user={user} />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Pages
                page={page}
                size={SIZE}
                total={total}
                of="people"
                onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
              />
            </>
          )
        }
      </Answered>
    </Stack>
  );
}
