import { getRouteApi } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { PartialDesk } from './partials/partial-desk.tsx';

const route = getRouteApi('/inside/partials/$slug');

/** One partial: a text that prompts share, written on, compared, published. */
export function PartialPage() {
  const { slug } = route.useParams();
  const { version } = route.useSearch();
  const partial = useAsk('GET /v1/prompts/partials/{key}', { path: { key: slug }, query: {} });
  const versions = useAsk('GET /v1/prompts/partials/{key}/versions', { path: { key: slug } });
  if (partial.data === undefined || versions.data === undefined)
    return (
      <Page title={slug}>
        <Answered query={partial} what="the partial">
          {() => (
            <Answered query={versions} what="its versions">
              {() => null}
            </Answered>
          )}
        </Answered>
      </Page>
    );
  const all = versions.data.data;
  const base = all.find((each) => each.version === version) ?? all[0];
  if (!base) return <Page title={slug}>It has no version.</Page>;
  return <PartialDesk key={`${slug} ${version ?? ''}`} partial={partial.data} versions={all} base={base} />;
}
