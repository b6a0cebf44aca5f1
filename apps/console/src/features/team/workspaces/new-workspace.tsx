import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useHere } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { tellDone } from '../../../ui/told.tsx';

/** Answers that change with a workspace. */
export const TOUCHED = ['/v1/admin/workspaces', '/v1/admin/session', '/v1/admin/users', '/v1/audit-logs'] as const;

/** Makes a workspace, with its maker in it. */
export function NewWorkspace({ onMade }: { readonly onMade: () => void }) {
  const { session } = useHere();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const make = useChange('POST /v1/admin/workspaces', TOUCHED);
  const faults = fieldFaults(make.error, ['name', 'description']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const users = session.user ? [{ id: session.user.id, role: 'admin' as const }] : null;
    make.mutate(
      { body: { name: name.trim(), ...(description !== '' && { description }), users } },
      {
        onSuccess: () => {
          tellDone(`There is a workspace “${name.trim()}” now`);
          onMade();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} title="It was not made" />}
        <TextInput
          label="Name"
          required
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faults.of('name')}
        />
        <Textarea
          label="What it is for"
          autosize
          value={description}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
          error={faults.of('description')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            Make the workspace
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
