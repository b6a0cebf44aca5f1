import { useParams } from '@tanstack/react-router';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Page } from '../../../ui/page.tsx';
import { Report } from './report.tsx';

/** One experiment: its variants side by side. */
export function ExperimentPage() {
  const { name = '' } = useParams({ strict: false });
  const { workspace_id: workspace } = useWorkspaceQuery();
  const report = useAsk('GET /v1/experiments/{name}', {
    path: { name },
    query: workspace === undefined ? {} : { workspace_slug: workspace },
  });
  return (
    <Page title={name} about="Each value with the range that holds the true one 95 times of a hundred.">
      <Answered query={report} what="the experiment">
        {(shown) => <Report report={shown} />}
      </Answered>
    </Page>
  );
}
