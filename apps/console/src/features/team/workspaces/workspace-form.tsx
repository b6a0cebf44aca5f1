import { Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { changesOf } from '../../../api/changes-of.ts';
import { useChange } from '../../../api/queries.ts';
import type { Reply } from '../../../api/ask.ts';
import { may } from '../../../session/session.ts';
import { useHere } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { BudgetFields } from '../../../ui/limits/budget-fields.tsx';
import { RateFields } from '../../../ui/limits/rate-fields.tsx';
import { tellDone } from '../../../ui/told.tsx';
import { TOUCHED } from './new-workspace.tsx';
import { changeOf, draftOf, metadataFault } from './workspace-draft.ts';

/** What holds for every call of a workspace's keys. */
export function WorkspaceForm({ workspace }: { readonly workspace: Reply<'GET /v1/admin/workspaces/{key}'> }) {
  const { session } = useHere();
  const mayChange = may(
    session,
    session.workspaces.find(({ id }) => id === workspace.id),
    'workspaces.update',
  );
  const [before, setBefore] = useState(() => draftOf(workspace));
  const [draft, setDraft] = useState(before);
  const change = useChange('PUT /v1/admin/workspaces/{key}', TOUCHED);
  const faults = fieldFaults(change.error, ['name', 'description', 'defaults', 'usage_limits', 'rate_limits']);
  const changes = changesOf({ ...changeOf(before) }, { ...changeOf(draft) });
  const wrongMetadata = metadataFault(draft.metadata);
  const set = (part: Partial<typeof draft>) => setDraft((last) => ({ ...last, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrongMetadata !== undefined) return;
    change.mutate(
      { path: { key: workspace.slug }, body: changes },
      {
        onSuccess: () => {
          setBefore(draft);
          tellDone('The workspace is saved');
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={680}>
        <Title order={2} size="h4">
          What holds for its calls
        </Title>
        {faults.rest && <Failed error={faults.rest} title="It was not saved" />}
        <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0 }}>
          <Stack gap="sm">
            <TextInput
              label="Name"
              required
              value={draft.name}
              onChange={({ currentTarget }) => set({ name: currentTarget.value })}
              error={faults.of('name')}
            />
            <Textarea
              label="What it is for"
              autosize
              value={draft.description}
              onChange={({ currentTarget }) => set({ description: currentTarget.value })}
              error={faults.of('description')}
            />
            <TextInput
              label="Config"
              description="The slug of the config for calls that bring none, and whose key has none"
              value={draft.config}
              onChange={({ currentTarget }) => set({ config: currentTarget.value })}
              error={faults.of('defaults')}
            />
            <Textarea
              label="Metadata"
              description="Added to every call: a line for each, name: value"
              autosize
              minRows={2}
              value={draft.metadata}
              onChange={({ currentTarget }) => set({ metadata: currentTarget.value })}
              error={wrongMetadata}
            />
            <TextInput
              label="Guardrails before"
              description="Slugs, separated by commas: they check what goes in"
              value={draft.before}
              onChange={({ currentTarget }) => set({ before: currentTarget.value })}
            />
            <TextInput
              label="Guardrails after"
              description="Slugs, separated by commas: they check what comes out"
              value={draft.after}
              onChange={({ currentTarget }) => set({ after: currentTarget.value })}
            />
            <BudgetFields value={draft.budget} onChange={(budget) => set({ budget })} error={faults.of('usage_limits')} />
            <RateFields value={draft.rates} onChange={(rates) => set({ rates })} error={faults.of('rate_limits')} />
          </Stack>
        </fieldset>
        {mayChange && (
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending} disabled={Object.keys(changes).length === 0 || wrongMetadata !== undefined}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
