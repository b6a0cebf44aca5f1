import { Alert, Anchor, Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useMay, useWorkPlace, useWorkspaceQuery } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { letterOf, nameOf } from '../state/column.ts';
import type { Playground } from '../state/playground.ts';
import { hasTags, promptOf } from './prompt-of.ts';

interface Dialog {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly state: Playground;
}

/** Puts what is on the page into the library: as a new prompt, or as a version of one. */
export function SaveDialog({ opened, onClose, state }: Dialog) {
  return (
    <Modal opened={opened} onClose={onClose} title="Save as a prompt" size="md">
      {opened && <SaveForm state={state} onClose={onClose} />}
    </Modal>
  );
}

type Way = 'new' | 'version';

function SaveForm({ state, onClose }: Omit<Dialog, 'opened'>) {
  const mayMake = useMay('prompts.create');
  const mayChange = useMay('prompts.update');
  const place = useWorkPlace();
  const [way, setWay] = useState<Way>(mayMake ? 'new' : 'version');
  const [name, setName] = useState('');
  const [folder, setFolder] = useState<string | null>(null);
  const [prompt, setPrompt] = useState<string | null>(state.columns.find(({ kind }) => kind === 'prompt')?.prompt || null);
  const [about, setAbout] = useState('');
  const [from, setFrom] = useState(state.columns[0]!.id);
  const [saved, setSaved] = useState<string>();
  const where = useWorkspaceQuery();
  const prompts = useAsk('GET /v1/prompts', { query: { ...where, page_size: 1000 } });
  const folders = useAsk('GET /v1/collections', { query: { workspace_id: place?.slug ?? '', page_size: 1000 } });
  const keys = useAsk('GET /v1/virtual-keys', { query: { ...where, page_size: 1000 } }, { enabled: useMay('virtual_keys.list') });
  const slugs = (keys.data?.data ?? []).map(({ slug }) => slug);
  const make = useChange('POST /v1/prompts', ['/v1/prompts']);
  const change = useChange('PUT /v1/prompts/{key}', ['/v1/prompts']);
  const asPrompt = promptOf(state, state.columns.find(({ id }) => id === from) ?? state.columns[0]!, slugs);
  const error = way === 'new' ? make.error : change.error;

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!asPrompt.ok) return;
    const body = { ...asPrompt.prompt, version_description: about === '' ? null : about };
    try {
      const made =
        way === 'new'
          ? await make.mutateAsync({
              body: { ...body, name, ...(folder ? { collection_id: folder } : place && { workspace_id: place.slug }) },
            })
          : await change.mutateAsync({ path: { key: prompt ?? '' }, body });
      setSaved(made.slug);
    } catch {
      // It stands in the form, below.
    }
  };

  if (saved !== undefined)
    return (
      <Stack gap="md">
        <Text size="sm" role="status">
          It is in the library, as{' '}
          <Anchor component={Link} to={`/prompts/${saved}`} underline="always">
            {saved}
          </Anchor>
          {way === 'version' && ': its newest version, which counts once it is published'}.
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm">
        {mayMake && mayChange && (
          <SegmentedControl
            aria-label="Save it as"
            data={[
              { value: 'new', label: 'A new prompt' },
              { value: 'version', label: 'A version of one' },
            ]}
            value={way}
            onChange={(next) => setWay(next as Way)}
          />
        )}
        {way === 'new' ? (
          <>
            <TextInput
              label="Name"
              required
              data-autofocus
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={problemOf(error, 'name')}
            />
            {(folders.data?.data.length ?? 0) > 1 && (
              <Select
                label="Folder"
                placeholder="The default one"
                data={(folders.data?.data ?? []).map(({ id, name: title }) => ({ value: id, label: title }))}
                value={folder}
                onChange={setFolder}
                clearable
                clearButtonProps={{ 'aria-label': 'The default folder' }}
              />
            )}
          </>
        ) : (
          <Select
            label="Prompt"
            required
            searchable
            data={(prompts.data?.data ?? []).map(({ slug, name: title }) => ({ value: slug, label: title }))}
            value={prompt}
            onChange={setPrompt}
            nothingFoundMessage="No prompt is called that"
          />
        )}
        <TextInput label="What is new in it" value={about} onChange={({ currentTarget }) => setAbout(currentTarget.value)} />
        {state.columns.length > 1 && (
          <Select
            label="Whom it asks"
            data={state.columns.map((column, index) => ({ value: column.id, label: `${letterOf(index)} · ${nameOf(column)}` }))}
            value={from}
            allowDeselect={false}
            onChange={(next) => next && setFrom(next)}
          />
        )}
        {hasTags(state) && (
          <Text size="xs" c="dimmed">
            What stands in {'{{ }}'} becomes a variable of the prompt.
          </Text>
        )}
        {!asPrompt.ok && (
          <Alert color="orange" variant="outline" title="It cannot be saved yet">
            {Object.values(asPrompt.problems).join('. ')}.
          </Alert>
        )}
        {error && !problemOf(error, 'name') && <Failed error={error} title="It was not saved" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button
            type="submit"
            loading={make.isPending || change.isPending}
            disabled={!asPrompt.ok || (way === 'version' && prompt === null)}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const problemOf = (error: { readonly param: string | undefined; readonly message: string } | null, param: string) =>
  error?.param === param ? error.message : undefined;
