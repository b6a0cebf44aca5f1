import { useParams } from '@tanstack/react-router';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Page } from '../../../ui/page.tsx';
import { Pairs } from './pairs.tsx';
import { ShadowFigures } from './shadow-figures.tsx';

/** One shadow: what it would have answered, against what was answered. */
export function ShadowPage() {
  const { name = '' } = useParams({ strict: false });
  const { workspace_id: workspace } = useWorkspaceQuery();
  const query = workspace === undefined ? {} : { workspace_slug: workspace };
  const report = useAsk('GET /v1/shadows/{name}', { path: { name }, query });
  return (
    <Page title={name} about="What the shadow’s answers have more or less than those that callers got.">
      <Answered query={report} what="the shadow">
        {(shown) => <ShadowFigures report={shown} />}
      </Answered>
      <Pairs name={name} query={query} />
    </Page>
  );
}
