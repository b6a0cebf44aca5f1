import { Stack, Text } from '@mantine/core';
import type { Reply } from '../../../api/ask.ts';
import { useChange } from '../../../api/queries.ts';
import { tellDone } from '../../../ui/told.tsx';
import type { Version } from '../draft/open-draft.ts';
import { FormModal } from '../form-modal.tsx';
import { TOUCHED } from '../library/item.ts';
import { changesOf } from './changes.ts';
import { Differences } from './differences.tsx';

interface PublishParts {
  readonly prompt: Reply<'GET /v1/prompts/{key}'>;
  readonly versions: readonly Version[];
  /** The number of the version that is to be published. */
  readonly version: number;
  readonly onClose: () => void;
}

/** Shows what apps will get that they do not get now, and asks. */
export function PublishForm({ prompt: { slug }, versions, version, onClose }: PublishParts) {
  const { mutate, error, isPending } = useChange('PUT /v1/prompts/{key}/makeDefault', TOUCHED);
  const now = versions.find(({ prompt_version_status: status }) => status === 'active');
  const next = versions.find(({ prompt_version: number }) => number === version);
  const done = () => {
    tellDone(`Version ${version} is published`);
    onClose();
  };
  return (
    <FormModal
      title={`Publish version ${version}?`}
      verb="Publish"
      size="xl"
      error={error}
      pending={isPending}
      onSubmit={() => mutate({ path: { key: slug }, body: { version } }, { onSuccess: done })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">
          Apps that call {slug} without a version get this one from now on
          {now && ` in place of version ${now.prompt_version ?? 1}`}. What asks for a version or a label is not touched.
        </Text>
        {now && next && (
          <Differences changes={changesOf(now, next)} from={`version ${now.prompt_version ?? 1}`} to={`version ${version}`} />
        )}
      </Stack>
    </FormModal>
  );
}
