import { Anchor, Badge, Code, Stack, Table, VisuallyHidden } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import Puzzle from 'lucide-react/icons/puzzle';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { NewPartialForm } from '../partials/new-partial-form.tsx';
import { ItemMenu } from './item-menu.tsx';
import { LibraryLayout } from './library-layout.tsx';
import { PAGE_SIZE, Pager } from './pager.tsx';

const route = getRouteApi('/inside/prompts');

/** Texts that prompts share. */
export function PartialsTab() {
  const { search, folder, page = 0, make } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useWorkspaceQuery();
  const partials = useAsk(
    'GET /v1/prompts/partials',
    {
      query: {
        ...workspace,
        ...(search !== undefined && { search }),
        ...(folder !== undefined && { collection_id: folder }),
        current_page: page,
        page_size: PAGE_SIZE,
      },
    },
    { keepLast: true },
  );
  return (
    <LibraryLayout searchLabel="Search partials">
      {make && <NewPartialForm folder={folder} onClose={() => void navigate({ search: ({ make: _, ...rest }) => rest, replace: true })} />}
      <Answered query={partials} what="the partials">
        {({ data, total }) =>
          data.length === 0 ? (
            <Empty icon={<Puzzle size={22} />} title={search === undefined ? 'No partials here' : 'No partial is called that'}>
              A partial is a piece of text that several prompts share. A prompt puts it in by its slug: <Code>{'{{>slug}}'}</Code>
            </Empty>
          ) : (
            <>
              <Table.ScrollContainer minWidth={560}>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Name</Table.Th>
                      <Table.Th>In a prompt</Table.Th>
                      <Table.Th>Last change</Table.Th>
                      <Table.Th w={44}>
                        <VisuallyHidden>Actions</VisuallyHidden>
                      </Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {data.map((partial) => (
                      <Table.Tr key={partial.id}>
                        <Table.Td>
                          <Stack gap={2} align="flex-start">
                            <Anchor component={Link} to="/partials/$slug" params={{ slug: partial.slug } as never} fw={500}>
                              {partial.name}
                            </Anchor>
                            {partial.status === 'archived' && (
                              <Badge variant="default" tt="none">
                                archived
                              </Badge>
                            )}
                          </Stack>
                        </Table.Td>
                        <Table.Td>
                          <Code>{`{{>${partial.slug}}}`}</Code>
                        </Table.Td>
                        <Table.Td>
                          {partial.last_updated_at === undefined ? 'in the config file' : <Moment at={partial.last_updated_at} />}
                        </Table.Td>
                        <Table.Td>{partial.origin === 'api' && <ItemMenu kind="partial" item={partial} />}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Pager total={total} of="partials" />
            </>
          )
        }
      </Answered>
    </LibraryLayout>
  );
}
