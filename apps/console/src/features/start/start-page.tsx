import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { useAsk } from '../../api/queries.ts';
import { useHere, useWorkPlace } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { FirstSteps } from './first-steps.tsx';
import { Overview } from './overview.tsx';

const route = getRouteApi('/inside/');

/** Where everybody begins: with the first steps, or with what went on since they were here last. */
export function StartPage() {
  const { guide, client } = route.useSearch();
  const navigate = route.useNavigate();
  const { session } = useHere();
  const place = useWorkPlace();
  const query = useAsk('GET /v1/admin/start', { query: place ? { workspace_id: place.slug } : {} });
  // Decided once: nobody who has just seen their first request arrive is to be taken away from it.
  const isNew = useRef<boolean>(undefined);
  if (query.data && isNew.current === undefined) isNew.current = !query.data.has_request;
  const showsSteps = guide === true || isNew.current === true;
  return (
    <Page
      title={showsSteps ? 'Start' : `Hello, ${session.user?.first_name || session.name}`}
      about={showsSteps ? 'From nothing to the first request, in five minutes.' : 'What goes on here today.'}
      actions={
        showsSteps &&
        query.data?.has_request && (
          <LinkButton to="/" search={{}} variant="default" onClick={() => void (isNew.current = false)}>
            To the overview
          </LinkButton>
        )
      }
    >
      <Answered query={query} what="how far you have come">
        {(start) =>
          showsSteps ? (
            <FirstSteps
              start={start}
              client={client ?? 'portkey-node'}
              onClient={(next) => void navigate({ search: (before) => ({ ...before, client: next }), replace: true })}
            />
          ) : (
            <Overview />
          )
        }
      </Answered>
    </Page>
  );
}
