import { getRouteApi } from '@tanstack/react-router';
import { useAsk } from '../../api/queries.ts';
import { Loading } from '../../ui/loading.tsx';
import { Door } from './door.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignedInAlready } from './signed-in-already.tsx';

const route = getRouteApi('/sign-in');

/** The way in for who has a password. */
export function SignInPage() {
  const { to } = route.useSearch();
  const { data: session, isPending } = useAsk('GET /v1/admin/session', {}, { freshFor: 60_000 });
  return (
    <Door title="Sign in" about={session ? undefined : 'To the console of this gateway.'}>
      {isPending ? <Loading what="your session" /> : session ? <SignedInAlready session={session} to={to} /> : <SignInForm to={to} />}
    </Door>
  );
}
