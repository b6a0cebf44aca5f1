import { Button, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { Failed } from '../../ui/failed.tsx';
import { NewPasswordField } from './password-field.tsx';
import { namesOf, PersonFields } from './person-fields.tsx';
import { useEnter } from './use-enter.ts';

interface SetupFormParts {
  readonly token: string;
  readonly onDead: () => void;
}

/** Who the owner is. */
export function SetupForm({ token, onDead }: SetupFormParts) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [name, setName] = useState({ first: '', last: '' });
  const setUp = useChange('POST /v1/admin/setup', []);
  const enter = useEnter();
  const fault = (member: string) => setUp.error?.param === member && setUp.error.message;
  const isElsewhere = setUp.error !== null && !['email', 'password'].includes(setUp.error.param ?? '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUp.mutate(
      { body: { token, email: email.trim(), password, ...namesOf(name) } },
      { onSuccess: (session) => enter(session), onError: ({ code }) => code === 'setup_link_invalid' && onDead() },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {isElsewhere && <Failed error={setUp.error} />}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fault('email')}
        />
        <PersonFields value={name} onChange={setName} />
        <NewPasswordField value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fault('password')} />
        <Button type="submit" loading={setUp.isPending}>
          Become the owner
        </Button>
      </Stack>
    </form>
  );
}
