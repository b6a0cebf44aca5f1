import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { Failed } from '../../ui/failed.tsx';
import { PasswordField } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

/** E-mail and password. */
export function SignInForm({ to }: { readonly to: string | undefined }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const signIn = useChange('POST /v1/admin/sessions', []);
  const enter = useEnter();
  // Who is sent here wants to go back to what they wrote. Who signed out does not, and whoever sits down next is not to find it.
  useEffect(() => {
    if (to === undefined) sessionStorage.clear();
  }, [to]);
  const isWrong = signIn.error?.code === 'wrong_password';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(
      { body: { email, password } },
      { onSuccess: (session) => enter(session, to), onError: () => passwordField.current?.select() },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && !isWrong && (
          <Failed error={signIn.error} title={signIn.error.status === 429 ? 'Too many attempts' : 'Not signed in'} />
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          ref={passwordField}
          label="Password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isWrong && signIn.error?.message}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
        <Text size="xs" c="dimmed">
          No account? Ask for an invite. No password any more? Whoever has the machine makes a link with{' '}
          <code>sluice users setup-link</code>.
        </Text>
      </Stack>
    </form>
  );
}
