import type { MadeApiKey } from '@sluice/contract';
import { Button, Drawer, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { useAsk } from '../../api/queries.ts';
import { useHere, useWorkPlace, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { Pages } from '../../ui/pages.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ApiKeyTable } from './api-key-table.tsx';
import { ownersFor } from './grantable.ts';
import { PAGE_SIZE, pageQuery, type ListSearch } from './list-search.ts';
import { MadeKey } from './made-key.tsx';
import { NewApiKey } from './new-api-key.tsx';

const route = getRouteApi('/inside/keys');

/** Who may call the gateway. */
export function KeysPage() {
  const wanted = route.useSearch();
  const navigate = route.useNavigate();
  const { session } = useHere();
  const mayMake = ownersFor(session, useWorkPlace()).length > 0;
  const [made, setMade] = useState<MadeApiKey & { readonly name: string }>();
  const query = useAsk('GET /v1/api-keys', { query: { ...useWorkspaceQuery(), ...pageQuery(wanted) } }, { keepLast: true });
  const show = (next: ListSearch) => void navigate({ search: next, replace: true });
  const { make: _, ...list } = wanted;
  const isSearched = wanted.search !== undefined;
  const add = mayMake && (
    <LinkButton to="/keys" search={{ ...list, make: true }} leftSection={<Plus size={16} aria-hidden />}>
      Make a key
    </LinkButton>
  );
  return (
    <Page title="API keys" about="Who may call this gateway, and what they may do. Only a hash of each key is kept here." actions={add}>
      <Stack>
        <Group>
          <SearchField label="Search keys" value={wanted.search ?? ''} onSearch={(search) => show(search === '' ? {} : { search })} />
        </Group>
        <Answered query={query} what="the keys">
          {({ data, total }) =>
            total === 0 ? (
              <Empty
                icon={<KeyRound size={22} />}
                title={isSearched ? 'No key is called that' : 'No key yet'}
                action={
                  isSearched ? (
                    <Button variant="default" onClick={() => show({})}>
                      Show all
                    </Button>
                  ) : (
                    add
                  )
                }
              >
                {isSearched ? 'Names are searched.' : 'Make one for each app, so that each is seen, limited and ended by itself.'}
              </Empty>
            ) : (
              <>
                <ApiKeyTable rows={data} />
                <Pages of="keys" page={wanted.page ?? 1} size={PAGE_SIZE} total={total} onChange={(page) => show({ ...list, page })} />
              </>
            )
          }
        </Answered>
      </Stack>
      <Drawer
        opened={wanted.make === true && mayMake}
        onClose={() => show(list)}
        title="Make a key"
        position="right"
        size="lg"
        closeOnClickOutside={false}
      >
        <NewApiKey
          onCancel={() => show(list)}
          onMade={(key, name) => {
            setMade({ ...key, name });
            show(list);
          }}
        />
      </Drawer>
      <MadeKey secret={made?.key} name={made?.name ?? ''} onDone={() => setMade(undefined)} />
    </Page>
  );
}
