import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { DeadLink } from './dead-link.tsx';
import { Door } from './door.tsx';
import { SetupForm } from './setup-form.tsx';
import { useToken } from './use-token.ts';

const route = getRouteApi('/setup');

/** Where the set-up link leads: whoever follows it becomes the owner. */
export function SetupPage() {
  const token = useToken('/setup', route.useSearch().token);
  const [isDead, setDead] = useState(token === undefined);
  if (token === undefined || isDead)
    return (
      <Door title="This set-up link is of no use">
        <DeadLink kind="setup" />
      </Door>
    );
  return (
    <Door title="Welcome" about="Who fills this in becomes the owner of this gateway: may do everything, and invites the others.">
      <SetupForm token={token} onDead={() => setDead(true)} />
    </Door>
  );
}
