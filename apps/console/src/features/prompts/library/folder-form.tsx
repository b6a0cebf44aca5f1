import { Select, TextInput } from '@mantine/core';
import type { Collection } from '@sluice/contract';
import { useState } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useWorkPlace } from '../../../session/use-session.ts';
import { tellDone } from '../../../ui/told.tsx';
import { FormModal } from '../form-modal.tsx';
import { foldersOf } from './folders.ts';

interface FolderParts {
  readonly of: 'new' | Collection;
  readonly folders: readonly Collection[];
  readonly onClose: () => void;
}

/** Makes a folder, or gives one another name. */
export function FolderForm({ of, folders, onClose }: FolderParts) {
  const place = useWorkPlace();
  const [name, setName] = useState(of === 'new' ? '' : of.name);
  const [around, setAround] = useState<string | null>(null);
  const make = useChange('POST /v1/collections', ['/v1/collections']);
  const change = useChange('PUT /v1/collections/{key}', ['/v1/collections']);
  const { error, isPending } = of === 'new' ? make : change;
  const done = () => {
    tellDone(of === 'new' ? `The folder “${name}” is made` : `The folder is called “${name}” now`);
    onClose();
  };
  const submit = () => {
    if (of !== 'new') return change.mutate({ path: { key: of.id }, body: { name } }, { onSuccess: done });
    const parent = around === null ? { ...(place && { workspace_id: place.id }) } : { parent_collection_id: around };
    make.mutate({ body: { name, ...parent } }, { onSuccess: done });
  };
  return (
    <FormModal
      title={of === 'new' ? 'New folder' : `Rename “${of.name}”`}
      verb={of === 'new' ? 'Make it' : 'Rename'}
      error={error}
      pending={isPending}
      disabled={name.trim() === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      {of === 'new' && (
        <Select
          label="Within"
          placeholder="No other folder"
          data={foldersOf(folders).map(({ collection, depth }) => ({
            value: collection.id,
            label: `${'  '.repeat(depth)}${collection.name}`,
          }))}
          value={around}
          onChange={setAround}
          clearable
        />
      )}
    </FormModal>
  );
}
