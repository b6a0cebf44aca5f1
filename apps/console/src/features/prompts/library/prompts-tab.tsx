import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import Library from 'lucide-react/icons/library';
import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { LibraryLayout } from './library-layout.tsx';
import { PAGE_SIZE, Pager } from './pager.tsx';
import { PromptsTable } from './prompts-table.tsx';

const route = getRouteApi('/inside/prompts');

/** All prompts, or those in a folder, or those that are searched for. */
export function PromptsTab() {
  const { search, folder, page = 0 } = route.useSearch();
  const workspace = useWorkspaceQuery();
  const prompts = useAsk(
    'GET /v1/prompts',
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
    <LibraryLayout searchLabel="Search prompts">
      <Answered query={prompts} what="the prompts">
        {({ data, total }) =>
          data.length > 0 ? (
            <>
              <PromptsTable prompts={data} />
              <Pager total={total} of="prompts" />
            </>
          ) : (
            <NoPrompts sought={search !== undefined} inFolder={folder !== undefined} />
          )
        }
      </Answered>
    </LibraryLayout>
  );
}

function NoPrompts({ sought, inFolder }: { readonly sought: boolean; readonly inFolder: boolean }) {
  const mayMake = useMay('prompts.create');
  if (sought)
    return (
      <Empty icon={<Library size={22} />} title="No prompt is called that">
        The search looks through names and slugs{inFolder && ' in this folder'}. Try a part of the name.
      </Empty>
    );
  return (
    <Empty
      icon={<Library size={22} />}
      title={inFolder ? 'Nothing in this folder' : 'No prompts yet'}
      action={
        mayMake && (
          <Button component={Link} to="/prompts/new" variant="default">
            Write a prompt
          </Button>
        )
      }
    >
      {inFolder
        ? 'Move prompts here from their menus in the list, or write one here.'
        : 'A prompt keeps the words, the model and the parameters of a call. Apps name it by its slug and send the variables.'}
    </Empty>
  );
}
