import type { AcceptedInvite } from '@sluice/contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { DeadLink } from './dead-link.tsx';
import { Door } from './door.tsx';
import { InviteForm } from './invite-form.tsx';
import { PromisedKeys } from './promised-keys.tsx';
import { useEnter } from './use-enter.ts';
import { useToken } from './use-token.ts';

const route = getRouteApi('/invite');

/** Where an invite leads. */
export function InvitePage() {
  const token = useToken('/invite', route.useSearch().token);
  const [isDead, setDead] = useState(token === undefined);
  const [accepted, setAccepted] = useState<AcceptedInvite>();
  const enter = useEnter();
  if (accepted)
    return (
      <Door title="Your keys" about="These came with the invite. They are shown this once: keep them where you keep secrets.">
        <PromisedKeys accepted={accepted} onDone={() => enter(accepted)} />
      </Door>
    );
  if (token === undefined || isDead)
    return (
      <Door title="This invite is of no use">
        <DeadLink kind="invite" />
      </Door>
    );
  return (
    <Door title="You are invited" about="Choose a password, and you are in.">
      <InviteForm
        token={token}
        onDead={() => setDead(true)}
        onAccepted={(reply) => (reply.workspace_api_keys.length > 0 ? setAccepted(reply) : enter(reply))}
      />
    </Door>
  );
}
