import type { AcceptedInvite } from '@sluice/contract';
import { Button, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { Failed } from '../../ui/failed.tsx';
import { NewPasswordField } from './password-field.tsx';
import { namesOf, PersonFields } from './person-fields.tsx';

interface InviteFormParts {
  readonly token: string;
  readonly onDead: () => void;
  readonly onAccepted: (reply: AcceptedInvite) => void;
}

/** Who the invited is. The e-mail is the invite's. */
export function InviteForm({ token, onDead, onAccepted }: InviteFormParts) {
  const [password, setPassword] = useState('');
  const [name, setName] = useState({ first: '', last: '' });
  const accept = useChange('POST /v1/admin/invites/accept', []);
  const isOfPassword = accept.error?.param === 'password';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate(
      { body: { token, password, ...namesOf(name) } },
      { onSuccess: onAccepted, onError: ({ code }) => code === 'invite_invalid' && onDead() },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {accept.error && !isOfPassword && <Failed error={accept.error} />}
        <PersonFields value={name} onChange={setName} />
        <NewPasswordField
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isOfPassword && accept.error?.message}
        />
        <Button type="submit" loading={accept.isPending}>
          Accept the invite
        </Button>
      </Stack>
    </form>
  );
}
