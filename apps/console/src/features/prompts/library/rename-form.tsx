import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { tellDone } from '../../../ui/told.tsx';
import { FormModal } from '../form-modal.tsx';
import { useChangeItem, type Item } from './item.ts';

/** Gives a prompt or a partial another name; its slug stays, for callers name it by it. */
export function RenameForm({ kind, item, onClose }: Item & { readonly onClose: () => void }) {
  const [name, setName] = useState(item.name);
  const { mutate, error, isPending } = useChangeItem(kind);
  const done = () => {
    tellDone(`It is called “${name}” now`);
    onClose();
  };
  return (
    <FormModal
      title={`Rename “${item.name}”`}
      verb="Rename"
      error={error}
      pending={isPending}
      disabled={name.trim() === ''}
      onSubmit={() => mutate({ path: { key: item.slug }, body: { name } }, { onSuccess: done })}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description={`The slug ${item.slug} stays: apps name it by it.`}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
    </FormModal>
  );
}
