import type { SessionView } from '@sluice/contract';
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { sendWith } from '../../api/ask.ts';
import { useChange } from '../../api/queries.ts';
import { tellFailed } from '../../ui/told.tsx';
import { useEnter } from './use-enter.ts';

interface Already {
  readonly session: SessionView;
  /** Where they wanted to go. */
  readonly to?: string | undefined;
}

/** For who comes to the door and is inside already. */
export function SignedInAlready({ session, to }: Already) {
  const client = useQueryClient();
  const enter = useEnter();
  const leave = useChange('DELETE /v1/admin/session', []);
  const signedOut = () => {
    sessionStorage.clear();
    void client.resetQueries();
  };
  const signOut = () => {
    sendWith(session.csrf_token);
    leave.mutate({}, { onSuccess: signedOut, onError: (error) => tellFailed('You are still signed in', error) });
  };
  return (
    <>
      <Text>
        You are signed in as <strong>{session.name || session.user?.email}</strong>.
      </Text>
      <Group>
        <Button onClick={() => enter(session, to)} data-autofocus>
          Go on
        </Button>
        <Button variant="default" onClick={signOut} loading={leave.isPending}>
          Sign in as somebody else
        </Button>
      </Group>
    </>
  );
}
