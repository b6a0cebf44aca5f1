import { Select } from '@mantine/core';
import { useState } from 'react';
import { tellDone } from '../../../ui/told.tsx';
import { FormModal } from '../form-modal.tsx';
import { foldersOf } from './folders.ts';
import { useChangeItem, type Item } from './item.ts';
import { useFolders } from './use-folders.ts';

/** Puts a prompt or a partial into another folder. */
export function MoveForm({ kind, item, onClose }: Item & { readonly onClose: () => void }) {
  const folders = foldersOf(useFolders());
  const [to, setTo] = useState(item.collection_id ?? null);
  const { mutate, error, isPending } = useChangeItem(kind);
  const done = () => {
    tellDone(`“${item.name}” is in “${folders.find(({ collection }) => collection.id === to)?.collection.name ?? ''}” now`);
    onClose();
  };
  return (
    <FormModal
      title={`Move “${item.name}”`}
      verb="Move"
      error={error}
      pending={isPending}
      disabled={to === null || to === item.collection_id}
      onSubmit={() => mutate({ path: { key: item.slug }, body: { collection_id: to } }, { onSuccess: done })}
      onClose={onClose}
    >
      <Select
        label="Folder"
        data={folders.map(({ collection, depth }) => ({ value: collection.id, label: `${'  '.repeat(depth)}${collection.name}` }))}
        value={to}
        onChange={setTo}
        allowDeselect={false}
        data-autofocus
      />
    </FormModal>
  );
}
