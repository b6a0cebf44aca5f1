import { Button, Drawer, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import Plug from 'lucide-react/icons/plug';
import Plus from 'lucide-react/icons/plus';
import { useAsk } from '../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { Pages } from '../../ui/pages.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { tellDone } from '../../ui/told.tsx';
import { LentIntegrations } from './lent-integrations.tsx';
import { PAGE_SIZE, pageQuery, type ListSearch } from './list-search.ts';
import { NewVirtualKey } from './new-virtual-key.tsx';
import { VirtualKeyTable } from './virtual-key-table.tsx';

const route = getRouteApi('/inside/providers');

/** Whom the gateway asks, and with which keys. */
export function ProvidersPage() {
  const wanted = route.useSearch();
  const navigate = route.useNavigate();
  const mayMake = useMay('virtual_keys.create');
  const query = useAsk('GET /v1/virtual-keys', { query: { ...useWorkspaceQuery(), ...pageQuery(wanted) } }, { keepLast: true });
  const show = (next: ListSearch) => void navigate({ search: next, replace: true });
  const { make: _, ...list } = wanted;
  const add = mayMake && (
    <LinkButton to="/providers" search={{ ...list, make: true }} leftSection={<Plus size={16} aria-hidden />}>
      Add a provider
    </LinkButton>
  );
  return (
    <Page
      title="Providers"
      about="Virtual keys: a provider’s key under a name of yours. Calls say the name; the key itself stays here, sealed."
      actions={add}
    >
      <Stack>
        <Group>
          <SearchField label="Search providers" value={wanted.search ?? ''} onSearch={(search) => show(search === '' ? {} : { search })} />
        </Group>
        <Answered query={query} what="the providers">
          {({ data, total }) =>
            total === 0 ? (
              <Empty
                icon={<Plug size={22} />}
                title={wanted.search === undefined ? 'No provider yet' : 'None is called that'}
                action={
                  wanted.search === undefined ? (
                    add
                  ) : (
                    <Button variant="default" onClick={() => show({})}>
                      Show all
                    </Button>
                  )
                }
              >
                {wanted.search === undefined
                  ? 'Add one with its key, and every caller that you let may use it without ever seeing the key.'
                  : 'Names and slugs are searched.'}
              </Empty>
            ) : (
              <>
                <VirtualKeyTable rows={data} />
                <Pages of="providers" page={wanted.page ?? 1} size={PAGE_SIZE} total={total} onChange={(page) => show({ ...list, page })} />
              </>
            )
          }
        </Answered>
        <LentIntegrations />
      </Stack>
      <Drawer
        opened={wanted.make === true && mayMake}
        onClose={() => show(list)}
        title="Add a provider"
        position="right"
        size="lg"
        closeOnClickOutside={false}
      >
        <NewVirtualKey
          onCancel={() => show(list)}
          onMade={(slug) => {
            tellDone('The key is kept. Try it once.');
            void navigate({ to: '/providers/$slug', params: { slug } });
          }}
        />
      </Drawer>
    </Page>
  );
}
