import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useAsk } from '../../../api/queries.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Page } from '../../../ui/page.tsx';
import { Members } from './members.tsx';
import { RemoveWorkspace } from './remove-workspace.tsx';
import { WorkspaceForm } from './workspace-form.tsx';

/** One workspace: what holds for all of its calls, and who is in it. */
export function WorkspacePage() {
  const { slug = '' } = useParams({ strict: false });
  const workspace = useAsk('GET /v1/admin/workspaces/{key}', { path: { key: slug }, query: { with_users: false } });
  return (
    <Page title={workspace.data?.name ?? 'Workspace'} about={workspace.data?.description ?? undefined}>
      <Answered query={workspace} what="the workspace">
        {(shown) => (
          <Stack gap="xl">
            <Members workspace={shown} />
            <WorkspaceForm key={shown.id} workspace={shown} />
            <RemoveWorkspace workspace={shown} />
          </Stack>
        )}
      </Answered>
    </Page>
  );
}
