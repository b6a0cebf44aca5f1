import type { AcceptedInvite } from '@sluice/contract';
import { Button, Stack } from '@mantine/core';
import { SecretOnce } from '../../ui/secret-once.tsx';

interface Promised {
  readonly accepted: AcceptedInvite;
  readonly onDone: () => void;
}

/** Keys that came with an invite. */
export const PromisedKeys = ({ accepted: { workspaces, workspace_api_keys: keys }, onDone }: Promised) => (
  <Stack>
    {keys.map(({ id, key, workspace_id: workspace }) => (
      <SecretOnce key={id} secret={key} label={`Key for ${workspaces.find((each) => each.id === workspace)?.name ?? 'your workspace'}`} />
    ))}
    <Button onClick={onDone}>I have kept them</Button>
  </Stack>
);
