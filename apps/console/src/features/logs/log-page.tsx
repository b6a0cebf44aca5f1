import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { LogView } from './detail/log-view.tsx';

const here = getRouteApi('/inside/logs/$id');

/** One record at an address of its own. */
export function LogPage() {
  const { id } = here.useParams();
  const { tab } = here.useSearch();
  const navigate = here.useNavigate();
  const query = useAsk('GET /v1/logs/{key}', { path: { key: id } });
  return (
    <Page
      title="Request"
      actions={
        <Button component={Link} to="/logs" size="xs" variant="default">
          All requests
        </Button>
      }
    >
      <Answered query={query} what="the request">
        {(log) => (
          <LogView
            log={log}
            tab={tab}
            onTab={(next) => void navigate({ search: { tab: next } as never, replace: true, resetScroll: false })}
            headings={2}
          />
        )}
      </Answered>
    </Page>
  );
}
