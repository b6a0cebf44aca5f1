import type { SessionView } from '@sluice/contract';
import { useLocalStorage } from '@mantine/hooks';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { sendWith } from '../api/ask.ts';
import { useAsk } from '../api/queries.ts';
import { Failed } from '../ui/failed.tsx';
import { Loading } from '../ui/loading.tsx';
import { HereContext, type Here } from './use-session.ts';

/** Shows its pages to who is signed in, and the door to everybody else. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch } = useAsk('GET /v1/admin/session', {}, { freshFor: 60_000 });
  const wanted = useRouterState({ select: ({ location }) => location.href });
  if (error?.status === 401) return <Navigate to="/sign-in" search={{ to: wanted }} replace />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!session) return <Loading what="your session" />;
  sendWith(session.csrf_token);
  return <Inside session={session}>{children}</Inside>;
}

function Inside({ session, children }: { readonly session: SessionView; readonly children: ReactNode }) {
  const [slug, setSlug] = useLocalStorage<string | null>({ key: 'sluice.workspace', defaultValue: null, getInitialValueInEffect: false });
  const here = useMemo<Here>(
    () => ({
      session,
      place: session.workspaces.find((each) => each.slug === slug),
      goTo: (next) => setSlug(next ?? null),
    }),
    [session, slug, setSlug],
  );
  return <HereContext value={here}>{children}</HereContext>;
}
