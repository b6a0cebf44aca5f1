import { getRouteApi } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { ConfigDesk } from './desk/config-desk.tsx';

const routeApi = getRouteApi('/inside/routing/$slug');

/** One config: its text, what it does, its versions, who uses it. */
export function ConfigPage() {
  const { slug } = routeApi.useParams();
  const config = useAsk('GET /v1/configs/{key}', { path: { key: slug } });
  if (config.data) return <ConfigDesk key={config.data.id} config={config.data} />;
  return (
    <Page title={slug}>
      <Answered query={config} what="the config">
        {() => null}
      </Answered>
    </Page>
  );
}
