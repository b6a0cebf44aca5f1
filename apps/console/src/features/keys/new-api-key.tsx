import type { CreateApiKey, MadeApiKey } from '@sluice/contract';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { useHere, useWorkPlace } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { apiKeyMembers, emptyApiKey, type ApiKeyDraft } from './api-key-draft.ts';
import { ApiKeyFields } from './api-key-fields.tsx';
import { fieldFaults } from '../../ui/field-faults.ts';
import { grantableFor, ownersFor } from './grantable.ts';
import { More } from './more.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { scopesOf } from './scope-groups.ts';

interface NewApiKeyParts {
  readonly onMade: (made: MadeApiKey, name: string) => void;
  readonly onCancel: () => void;
}

/** Members that the form has fields for. */
export const API_KEY_MEMBERS = [
  'name',
  'description',
  'scopes',
  'defaults',
  'allowed_models',
  'allowed_providers',
  'usage_limits',
  'rate_limits',
  'expires_at',
] as const;

/** Makes a key to call the gateway with. */
export function NewApiKey({ onMade, onCancel }: NewApiKeyParts) {
  const { session } = useHere();
  const workPlace = useWorkPlace();
  const [owner = 'workspace-user'] = ownersFor(session, workPlace);
  const [draft, setDraft] = useState(() =>
    emptyApiKey(owner, workPlace?.slug ?? '', scopesOf('call', grantableFor(session, workPlace, owner))),
  );
  const [isByHand, setByHand] = useState(false);
  const make = useChange('POST /v1/api-keys/{type}/{subtype}', ['/v1/api-keys', '/v1/admin/start']);
  const place = session.workspaces.find(({ slug }) => slug === draft.workspace);
  const grantable = grantableFor(session, place, draft.owner);
  const faults = fieldFaults(make.error, API_KEY_MEMBERS);
  const change = (part: Partial<ApiKeyDraft>) =>
    setDraft((before) => {
      const next = { ...before, ...part };
      const most = grantableFor(
        session,
        session.workspaces.find(({ slug }) => slug === next.workspace),
        next.owner,
      );
      // Elsewhere one may give less.
      return { ...next, scopes: next.scopes.filter((scope) => most.includes(scope)) };
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [type, subtype] = draft.owner.split('-') as [string, string];
    const body = {
      ...apiKeyMembers(draft),
      ...(type === 'workspace' && draft.workspace !== '' && { workspace_id: draft.workspace }),
      ...(subtype === 'user' && draft.user !== '' && { user_id: draft.user }),
    } as unknown as CreateApiKey;
    make.mutate({ path: { type, subtype }, body }, { onSuccess: (made) => onMade(made, draft.name) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} title="No key was made" />}
        <TextInput
          label="Name"
          description="What the log calls who calls with it"
          required
          maxLength={200}
          data-autofocus
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={faults.of('name')}
        />
        <OwnerChoice draft={draft} onChange={change} owners={ownersFor(session, place ?? workPlace)} place={place} />
        <ScopeChoice
          grantable={grantable}
          value={draft.scopes}
          onChange={(scopes) => change({ scopes })}
          isByHand={isByHand}
          onByHand={setByHand}
          error={faults.of('scopes')}
        />
        <More
          label="Config, metadata, limits"
          opened={API_KEY_MEMBERS.some((member) => member !== 'name' && member !== 'scopes' && faults.of(member) !== undefined)}
        >
          <ApiKeyFields
            draft={draft}
            onChange={change}
            faults={faults}
            workspace={draft.owner === 'organisation-service' ? '' : draft.workspace}
          />
        </More>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending} disabled={draft.scopes.length === 0}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
