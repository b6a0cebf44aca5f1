import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { WorkspaceSummary } from '@sluice/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { tellDone } from '../../../ui/told.tsx';
import { TOUCHED } from './new-workspace.tsx';

/** The end of a workspace, for who can spell its name. */
export function RemoveWorkspace({ workspace }: { readonly workspace: Pick<WorkspaceSummary, 'slug' | 'name' | 'is_default'> }) {
  const mayRemove = useMay('workspaces.delete');
  const [opened, { open, close }] = useDisclosure();
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const remove = useChange('DELETE /v1/admin/workspaces/{key}', TOUCHED);
  // Every gateway has this one, for what names none.
  if (!mayRemove || workspace.is_default === 1) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(
      { path: { key: workspace.slug }, body: { name: typed } },
      {
        onSuccess: () => {
          tellDone(`The workspace “${workspace.name}” is gone`);
          void navigate({ to: '/team', search: { tab: 'workspaces' } });
        },
      },
    );
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={2} size="h4">
        Remove it
      </Title>
      <Text size="sm" c="dimmed">
        Its keys stop working, and its providers, configs and prompts cannot be used any more. Records in the log stay as long as all
        others.
      </Text>
      <Button variant="outline" color="red" onClick={open}>
        Remove the workspace…
      </Button>
      <Modal opened={opened} onClose={close} title={`Remove “${workspace.name}”?`}>
        <form onSubmit={submit}>
          <Stack>
            {remove.error && <Failed error={remove.error} title="It was not removed" />}
            <TextInput
              label={`Type ${workspace.name} to remove it`}
              data-autofocus
              autoComplete="off"
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Keep it
              </Button>
              <Button type="submit" color="red" disabled={typed !== workspace.name} loading={remove.isPending}>
                Remove
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Stack>
  );
}
