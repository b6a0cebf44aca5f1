import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { useHere, useWorkPlace } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { grantableFor, ownersFor } from '../keys/grantable.ts';
import { scopesOf } from '../keys/scope-groups.ts';
import type { Scope } from '@sluice/contract';

interface KeyStepParts {
  readonly isDone: boolean;
  /** The one that was just made. */
  readonly secret: string | undefined;
  readonly onMade: (secret: string) => void;
}

/** A key to call with: it may call, and nothing else. */
export function KeyStep({ isDone, secret, onMade }: KeyStepParts) {
  const { session } = useHere();
  const place = useWorkPlace();
  const [name, setName] = useState('first-app');
  const make = useChange('POST /v1/api-keys/{type}/{subtype}', ['/v1/api-keys', '/v1/admin/start']);
  const owner = ownersFor(session, place).find((each) => each !== 'organisation-service');
  if (secret !== undefined)
    return (
      <Stack gap="xs">
        <SecretOnce secret={secret} label="Your key. It is shown this once; the snippet below has it already." />
      </Stack>
    );
  if (!owner || !place) return <Text size="sm">Ask whoever manages this workspace for a key: you may make none.</Text>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [type, subtype] = owner.split('-') as [string, string];
    const scopes = scopesOf('call', grantableFor(session, place, owner)) as readonly Scope[];
    make.mutate(
      { path: { type, subtype }, body: { name: name.trim(), scopes, workspace_id: place.slug } },
      { onSuccess: ({ key }) => onMade(key) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {isDone && (
          <Text size="sm">
            There is one. Whoever has lost it makes another: a key is shown once.{' '}
            <Anchor component={Link} to="/keys" size="sm" underline="always">
              See the keys
            </Anchor>
          </Text>
        )}
        {make.error && <Failed error={make.error} title="No key was made" />}
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Name of the key"
            required
            maxLength={200}
            w={260}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant={isDone ? 'default' : 'filled'} loading={make.isPending}>
            {isDone ? 'Make another key' : 'Make the key'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
