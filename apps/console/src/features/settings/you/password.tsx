import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { sendWith } from '../../../api/ask.ts';
import { useChange } from '../../../api/queries.ts';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { tellDone } from '../../../ui/told.tsx';

const EMPTY = { old: '', next: '', again: '' };

/** Changes the password, for who knows the old one. */
export function Password() {
  const [typed, setTyped] = useState(EMPTY);
  const change = useChange('PUT /v1/admin/password', ['/v1/admin/session']);
  const faults = fieldFaults(change.error, ['current_password', 'password']);
  const differs = typed.again !== '' && typed.next !== typed.again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.next !== typed.again) return;
    change.mutate(
      { body: { current_password: typed.old, password: typed.next } },
      {
        onSuccess: ({ csrf_token }) => {
          sendWith(csrf_token);
          setTyped(EMPTY);
          tellDone('Your password is changed, and other browsers are signed out');
        },
      },
    );
  };
  const field = (name: keyof typeof EMPTY) => ({
    required: true,
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="stretch">
        <Title order={2} size="h4">
          Password
        </Title>
        <Text size="sm" c="dimmed">
          Other browsers in which you are signed in are signed out by it.
        </Text>
        {faults.rest && <Failed error={faults.rest} title="Your password was not changed" />}
        <PasswordInput
          label="The one that you have"
          autoComplete="current-password"
          error={faults.of('current_password')}
          {...field('old')}
        />
        <PasswordInput label="A new one" autoComplete="new-password" error={faults.of('password')} {...field('next')} />
        <PasswordInput
          label="The new one again"
          autoComplete="new-password"
          error={differs && 'These are two different ones'}
          {...field('again')}
        />
        <Button type="submit" loading={change.isPending} disabled={differs} style={{ alignSelf: 'flex-start' }}>
          Change the password
        </Button>
      </Stack>
    </form>
  );
}
