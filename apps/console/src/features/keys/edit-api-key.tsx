import type { ApiKeyView, UpdateApiKey } from '@sluice/contract';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { useHere } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { tellDone } from '../../ui/told.tsx';
import { apiKeyDraft, apiKeyMembers, type ApiKeyDraft } from './api-key-draft.ts';
import { ApiKeyFields } from './api-key-fields.tsx';
import { changesOf } from '../../api/changes-of.ts';
import { fieldFaults } from '../../ui/field-faults.ts';
import { grantableFor } from './grantable.ts';
import { API_KEY_MEMBERS } from './new-api-key.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { presetOf } from './scope-groups.ts';

interface EditParts {
  readonly shown: ApiKeyView;
  readonly onDone: () => void;
}

/** Changes what a key may do, and what it is held to. */
export function EditApiKey({ shown, onDone }: EditParts) {
  const { session } = useHere();
  const before = useMemo(() => apiKeyDraft(shown), [shown]);
  const [draft, setDraft] = useState(before);
  const save = useChange('PUT /v1/api-keys/{key}', ['/v1/api-keys']);
  const place = session.workspaces.find(({ id }) => id === shown.workspace_id);
  // What it has already it may keep, whoever changes its name.
  const grantable = [...new Set([...grantableFor(session, place, shown.type), ...shown.scopes])];
  const [isByHand, setByHand] = useState(presetOf(shown.scopes, grantable) === 'chosen');
  const changes = changesOf(apiKeyMembers(before), apiKeyMembers(draft));
  const faults = fieldFaults(save.error, API_KEY_MEMBERS);
  const change = (part: Partial<ApiKeyDraft>) => setDraft((last) => ({ ...last, ...part }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { path: { key: shown.id }, body: changes as UpdateApiKey },
      {
        onSuccess: () => {
          tellDone(`“${draft.name}” is changed`);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} title="Nothing was changed" />}
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={faults.of('name')}
        />
        {!shown.root && (
          <ScopeChoice
            grantable={grantable}
            value={draft.scopes}
            onChange={(scopes) => change({ scopes })}
            isByHand={isByHand}
            onByHand={setByHand}
            error={faults.of('scopes')}
          />
        )}
        <ApiKeyFields draft={draft} onChange={change} faults={faults} workspace={shown.workspace_id ?? ''} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={Object.keys(changes).length === 0 || (draft.scopes.length === 0 && !shown.root)}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
