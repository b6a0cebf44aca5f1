import type { ApiKeyView } from '@sluice/contract';
import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../../api/queries.ts';
import { may } from '../../session/session.ts';
import { useHere } from '../../session/use-session.ts';
import { confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { tellDone, tellFailed } from '../../ui/told.tsx';

const SCOPED = {
  'workspace-service': 'workspace_service_api_keys',
  'workspace-user': 'workspace_user_api_keys',
  'organisation-service': 'organisation_service_api_keys',
} as const;

/** What can be done to a key. What the config file declares is changed there. */
export function ApiKeyActions({ shown }: { readonly shown: ApiKeyView }) {
  const { session } = useHere();
  const navigate = useNavigate();
  const remove = useChange('DELETE /v1/api-keys/{key}', ['/v1/api-keys', '/v1/admin/start']);
  const { id, name, type, origin } = shown;
  if (origin === 'file')
    return (
      <Text size="sm" c="dimmed">
        It stands in the config file, and is changed there.
      </Text>
    );
  const place = session.workspaces.find((each) => each.id === shown.workspace_id);
  const mayChange = may(session, place, `${SCOPED[type]}.update`);
  const drop = () =>
    confirm({
      title: `Delete the key “${name}”?`,
      consequence: 'Whoever calls with it is refused at once. What it did stays in the log.',
      verb: 'Delete',
      onYes: () =>
        remove.mutate(
          { path: { key: id } },
          {
            onSuccess: () => {
              tellDone(`“${name}” is deleted`);
              void navigate({ to: '/keys' });
            },
            onError: (error) => tellFailed('It was not deleted', error),
          },
        ),
    });
  return (
    <>
      {may(session, place, `${SCOPED[type]}.delete`) && (
        <Button variant="default" c="var(--mantine-color-error)" onClick={drop} loading={remove.isPending}>
          Delete
        </Button>
      )}
      {mayChange && (
        <LinkButton variant="default" to="/keys/$id" params={{ id }} search={{ open: 'rotate' }}>
          Rotate
        </LinkButton>
      )}
      {mayChange && (
        <LinkButton to="/keys/$id" params={{ id }} search={{ open: 'edit' }}>
          Edit
        </LinkButton>
      )}
    </>
  );
}
