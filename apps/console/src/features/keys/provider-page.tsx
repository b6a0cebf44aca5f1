import { Anchor, Drawer } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { EditVirtualKey } from './edit-virtual-key.tsx';
import { ProviderActions } from './provider-actions.tsx';
import { ProviderDetail } from './provider-detail.tsx';
import { useCatalogue } from './use-catalogue.ts';

const route = getRouteApi('/inside/providers/$slug');

/** One virtual key: what it is, whether it works, what is used of it. */
export function ProviderPage() {
  const { slug } = route.useParams();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useAsk('GET /v1/virtual-keys/{key}', { path: { key: slug } });
  const catalogue = useCatalogue();
  const shown = query.data;
  const provider = catalogue.data?.data.find((each) => each.slug === shown?.ai_provider_name);
  const close = () => void navigate({ search: {}, replace: true });
  return (
    <Page
      title={shown?.name ?? slug}
      about={
        <Anchor component={Link} to="/providers" size="sm">
          All providers
        </Anchor>
      }
      actions={shown && <ProviderActions shown={shown} />}
    >
      <Answered query={query} what="the provider">
        {(reply) => <ProviderDetail shown={reply} provider={provider} />}
      </Answered>
      <Drawer
        opened={open !== undefined && shown !== undefined && catalogue.data !== undefined}
        onClose={close}
        title={open === 'credential' ? 'Replace the key' : 'Edit'}
        position="right"
        size="lg"
        closeOnClickOutside={false}
      >
        {shown && open && (
          <EditVirtualKey
            key={open}
            shown={shown}
            provider={provider}
            what={open === 'credential' ? 'credential' : 'rest'}
            onDone={close}
          />
        )}
      </Drawer>
    </Page>
  );
}
