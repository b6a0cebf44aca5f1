import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useWorkPlace } from '../../../session/use-session.ts';
import { FormModal } from '../form-modal.tsx';
import { foldersOf } from '../library/folders.ts';
import { TOUCHED } from '../library/item.ts';
import { useFolders } from '../library/use-folders.ts';

interface NewPartial {
  /** The slug of the folder that is looked into. */
  readonly folder: string | undefined;
  readonly onClose: () => void;
}

/** Makes a partial, and goes to where it is written. */
export function NewPartialForm({ folder, onClose }: NewPartial) {
  const place = useWorkPlace();
  const navigate = useNavigate();
  const folders = foldersOf(useFolders());
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [where, setWhere] = useState<string | null>(folder ?? null);
  const { mutate, error, isPending } = useChange('POST /v1/prompts/partials', TOUCHED);
  const submit = () =>
    mutate(
      {
        body: {
          name,
          string: '',
          ...(slug.trim() !== '' && { slug: slug.trim() }),
          ...(where !== null ? { collection_id: where } : place && { workspace_id: place.id }),
        },
      },
      { onSuccess: (made) => void navigate({ to: '/partials/$slug', params: { slug: made.slug } as never }) },
    );
  return (
    <FormModal
      title="New partial"
      verb="Make it"
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
      <TextInput
        label="Slug"
        description="By which prompts name it; left empty, it is made of the name. It cannot be changed later."
        value={slug}
        onChange={({ currentTarget }) => setSlug(currentTarget.value)}
        error={error?.param === 'slug' && error.message}
        maxLength={120}
      />
      <Select
        label="Folder"
        placeholder="The default one"
        data={folders.map(({ collection, depth }) => ({ value: collection.slug, label: `${'  '.repeat(depth)}${collection.name}` }))}
        value={where}
        onChange={setWhere}
        clearable
      />
    </FormModal>
  );
}
