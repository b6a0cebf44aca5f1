import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormModal } from '../form-modal.tsx';

interface SaveParts {
  /** The number that the version will have. */
  readonly next: number;
  readonly error: unknown;
  readonly pending: boolean;
  /** Whether it may be published at once. */
  readonly mayPublish: boolean;
  readonly onSave: (description: string, publish: boolean) => void;
  readonly onClose: () => void;
}

/** Asks what has changed, and makes a version. */
export function SaveForm({ next, error, pending, mayPublish, onSave, onClose }: SaveParts) {
  const [description, setDescription] = useState('');
  const [publish, setPublish] = useState(false);
  return (
    <FormModal
      title={`Save as version ${next}`}
      verb={publish ? 'Save and publish' : 'Save'}
      error={error}
      pending={pending}
      onSubmit={() => onSave(description, publish)}
      onClose={onClose}
    >
      <TextInput
        label="What has changed"
        description="For whoever looks through the versions. May be empty."
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        maxLength={1_000}
        data-autofocus
      />
      {mayPublish && (
        <Checkbox
          label="Publish it at once"
          description="Apps that ask for no version get it from then on."
          checked={publish}
          onChange={({ currentTarget }) => setPublish(currentTarget.checked)}
        />
      )}
    </FormModal>
  );
}
