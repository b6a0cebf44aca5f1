import type { SessionView } from '@sluice/contract';
import { useLocalStorage } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, type ReactNode } from 'react';
import { sendWith } from '../api/ask.ts';
import { useAsk } from '../api/queries.ts';
import { Failed } from '../ui/failed.tsx';
import { Loading } from '../ui/loading.tsx';
import { SessionOver } from './session-over.tsx';
import { HereContext, type Here } from './use-session.ts';

/** Shows its pages to who is signed in, and the door to everybody else. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const { data: session, error, refetch } = useAsk('GET /v1/admin/session', {}, { freshFor: 60_000 });
  const isOver = error?.status === 401;
  if (isOver && !session) return <ToTheDoor />;
  // A gateway that is gone for a moment takes nothing from the screen: somebody may be writing there.
  if (!session) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading what="your session" />;
  sendWith(session.csrf_token);
  return (
    <Inside session={session}>
      {isOver && <SessionOver />}
      {children}
    </Inside>
  );
}

/** Sends to the door, once: on the way there this page still stands, at the door's address already. */
function ToTheDoor() {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({ to: '/sign-in', search: { to: router.state.location.href }, replace: true });
  }, [router]);
  return null;
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
