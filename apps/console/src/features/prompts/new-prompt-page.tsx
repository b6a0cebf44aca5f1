import { Button, Input, SegmentedControl, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import Save from 'lucide-react/icons/save';
import { useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay, useWorkPlace } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { Page } from '../../ui/page.tsx';
import { tellDone, tellFailed } from '../../ui/told.tsx';
import { emptyDraft } from './draft/open-draft.ts';
import { isSame } from './draft/read-draft.ts';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { useDesk } from './editor/use-desk.ts';
import { Workbench } from './editor/workbench.tsx';
import { foldersOf } from './library/folders.ts';
import { TOUCHED } from './library/item.ts';
import { useFolders } from './library/use-folders.ts';

const route = getRouteApi('/inside/prompts/new');

/** A prompt that is written, tried and then made. */
export function NewPromptPage() {
  const { folder: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const place = useWorkPlace();
  const folders = foldersOf(useFolders());
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const [folder, setFolder] = useState<string | null>(wanted ?? null);
  const [start] = useState(() => emptyDraft('chat'));
  const [draft, setDraft] = useState(start);
  const desk = useDesk(draft, place?.id);
  const mayTry = useMay('completions.write');
  const { mutate, error, isPending, isSuccess } = useChange('POST /v1/prompts', TOUCHED);
  const { members, problems } = desk.read;
  const ready = name.trim() !== '' && members !== undefined;

  const save = () => {
    if (isPending) return;
    if (!ready)
      return tellFailed('It cannot be made yet', new Error(name.trim() === '' ? 'It needs a name' : Object.values(problems).join('. ')));
    mutate(
      {
        body: {
          ...members,
          name: name.trim(),
          ...(slug.trim() !== '' && { slug: slug.trim() }),
          ...(folder !== null ? { collection_id: folder } : place && { workspace_id: place.id }),
        },
      },
      {
        onSuccess: (made) => {
          tellDone(`“${name.trim()}” is made, and its first version published`);
          for (const warning of made.warnings ?? []) tellFailed('It is made, but', new Error(warning));
          void navigate({ to: '/prompts/$slug', params: { slug: made.slug } as never, ignoreBlocker: true });
        },
      },
    );
  };
  useHotkeys([['mod+S', save]], [], true);

  return (
    <Page
      title="New prompt"
      about="Write it, try it, and make it: its first version is published at once."
      actions={
        <Button leftSection={<Save size={16} aria-hidden />} onClick={save} loading={isPending} disabled={!ready} title="Ctrl S">
          Make it
        </Button>
      }
    >
      <LeaveGuard isDirty={!isSuccess && (name !== '' || !isSame(draft, start))} what="this prompt" />
      {error && error.param !== 'slug' && <Failed error={error} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <TextInput
          label="Name"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={200}
          required
          autoFocus
        />
        <TextInput
          label="Slug"
          placeholder="made of the name"
          value={slug}
          onChange={({ currentTarget }) => setSlug(currentTarget.value)}
          error={error?.param === 'slug' && error.message}
          maxLength={120}
        />
        <Select
          label="Folder"
          placeholder="The default one"
          data={folders.map(({ collection, depth }) => ({ value: collection.slug, label: `${'  '.repeat(depth)}${collection.name}` }))}
          value={folder}
          onChange={setFolder}
          clearable
        />
        <Input.Wrapper label="For" labelElement="div" labelProps={{ id: 'kind-label' }}>
          <SegmentedControl
            fullWidth
            aria-labelledby="kind-label"
            value={draft.kind}
            onChange={(kind) => setDraft({ ...draft, kind: kind as 'chat' | 'completion' })}
            data={[
              { value: 'chat', label: 'Chat' },
              { value: 'completion', label: 'Completion' },
            ]}
          />
        </Input.Wrapper>
      </SimpleGrid>
      <Workbench draft={draft} desk={desk} onChange={setDraft} saved={undefined} mayTry={mayTry} />
    </Page>
  );
}
