import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import FilePlus from 'lucide-react/icons/file-plus';
import Split from 'lucide-react/icons/split';
import { useAsk } from '../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { Pages } from '../../ui/pages.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ConfigTable } from './list/config-table.tsx';

const routeApi = getRouteApi('/inside/routing');
const PAGE_SIZE = 50;

/** All configs of the workspace that is looked at. */
export function ConfigsPage() {
  const { search = '', page = 1 } = routeApi.useSearch();
  const navigate = routeApi.useNavigate();
  const mayCreate = useMay('configs.create');
  const query = { ...useWorkspaceQuery(), current_page: page - 1, page_size: PAGE_SIZE, ...(search !== '' && { search }) };
  const configs = useAsk('GET /v1/configs', { query }, { keepLast: true });
  const make = mayCreate && (
    <LinkButton to="/routing/new" leftSection={<FilePlus size={16} aria-hidden />}>
      Write a config
    </LinkButton>
  );
  return (
    <Page
      title="Routing"
      about="A config says where calls go, and what if that fails. Calls name it by its slug, or a key has it as its default."
      actions={make}
    >
      <SearchField
        value={search}
        onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        label="Search configs"
      />
      <Answered query={configs} what="the configs">
        {({ data, total }) =>
          total === 0 ? (
            search === '' ? (
              <Empty icon={<Split size={22} aria-hidden />} title="No configs yet" action={make}>
                With a config a call goes to another provider when the first one fails, is shared between several, or is answered from the
                cache.
              </Empty>
            ) : (
              <Empty icon={<Split size={22} aria-hidden />} title="Nothing is called that">
                No config has “{search}” in its name or slug.
              </Empty>
            )
          ) : (
            <Stack gap="md">
              <ConfigTable configs={data} />
              <Pages
                page={page}
                size={PAGE_SIZE}
                total={total}
                of="configs"
                onChange={(next) => void navigate({ search: { ...(search !== '' && { search }), ...(next > 1 && { page: next }) } })}
              />
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}
