import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Reply } from '../../api/ask.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../session/use-session.ts';
import { confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { tellDone, tellFailed } from '../../ui/told.tsx';
import { DependentsList } from './dependents-list.tsx';
import { TOUCHED } from './new-virtual-key.tsx';

/** What can be done to a virtual key. What the config file declares is changed there. */
export function ProviderActions({ shown }: { readonly shown: Reply<'GET /v1/virtual-keys/{key}'> }) {
  const mayChange = useMay('virtual_keys.update');
  const mayRemove = useMay('virtual_keys.delete');
  const navigate = useNavigate();
  const change = useChange('PUT /v1/virtual-keys/{key}', TOUCHED);
  const remove = useChange('DELETE /v1/virtual-keys/{key}', TOUCHED);
  const { slug, name, status, origin, integration_id: integration } = shown;
  if (origin === 'file')
    return (
      <Text size="sm" c="dimmed">
        It stands in the config file, and is changed there.
      </Text>
    );
  const path = { key: slug };
  const set = (next: 'active' | 'archived') =>
    change.mutate(
      { path, body: { status: next } },
      {
        onSuccess: () => tellDone(next === 'active' ? `“${name}” can be called again` : `“${name}” is archived`),
        onError: (error) => tellFailed('Nothing was changed', error),
      },
    );
  const archive = () =>
    confirm({
      title: `Archive “${name}”?`,
      consequence: <Consequence slug={slug}>Calls with it are refused until it is active again. The key is kept.</Consequence>,
      verb: 'Archive',
      onYes: () => set('archived'),
    });
  const drop = () =>
    confirm({
      title: `Delete “${name}”?`,
      consequence: <Consequence slug={slug}>The key is gone for good, and calls with @{slug} are refused.</Consequence>,
      verb: 'Delete',
      onYes: () =>
        remove.mutate(
          { path },
          {
            onSuccess: () => {
              tellDone(`“${name}” is deleted`);
              void navigate({ to: '/providers' });
            },
            onError: (error) => tellFailed('It was not deleted', error),
          },
        ),
    });
  return (
    <>
      {mayRemove && (
        <Button variant="default" color="red" c="var(--mantine-color-error)" onClick={drop} loading={remove.isPending}>
          Delete
        </Button>
      )}
      {mayChange && (
        <Button variant="default" onClick={status === 'archived' ? () => set('active') : archive} loading={change.isPending}>
          {status === 'archived' ? 'Make it active' : 'Archive'}
        </Button>
      )}
      {mayChange && integration === null && (
        <LinkButton variant="default" to="/providers/$slug" params={{ slug }} search={{ open: 'credential' }}>
          Replace the key
        </LinkButton>
      )}
      {mayChange && (
        <LinkButton to="/providers/$slug" params={{ slug }} search={{ open: 'edit' }}>
          Edit
        </LinkButton>
      )}
    </>
  );
}

const Consequence = ({ slug, children }: { readonly slug: string; readonly children: ReactNode }) => (
  <Stack gap="sm">
    <Text size="sm">{children}</Text>
    <Text size="sm" fw={500}>
      What depends on it:
    </Text>
    <DependentsList slug={slug} plain />
  </Stack>
);
