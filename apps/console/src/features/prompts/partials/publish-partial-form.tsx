import { Text } from '@mantine/core';
import { useChange } from '../../../api/queries.ts';
import { TextDiff } from '../../../ui/text-diff.tsx';
import { tellDone } from '../../../ui/told.tsx';
import { FormModal } from '../form-modal.tsx';
import { TOUCHED } from '../library/item.ts';
import type { PartialVersion } from './partial-desk.tsx';

interface PublishParts {
  readonly slug: string;
  readonly versions: readonly PartialVersion[];
  /** The number of the version that is to be published. */
  readonly version: number;
  readonly onClose: () => void;
}

/** Shows what prompts will say that they do not say now, and asks. */
export function PublishPartialForm({ slug, versions, version, onClose }: PublishParts) {
  const { mutate, error, isPending } = useChange('PUT /v1/prompts/partials/{key}/makeDefault', TOUCHED);
  const now = versions.find(({ prompt_version_status: status }) => status === 'active');
  const next = versions.find((each) => each.version === version);
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
      <Text size="sm">Every prompt that names {`{{>${slug}}}`} says this from the next call on.</Text>
      {now && next && (
        <TextDiff
          label="The text"
          before={now.string}
          after={next.string}
          beforeLabel={`version ${now.version}`}
          afterLabel={`version ${version}`}
        />
      )}
    </FormModal>
  );
}
