import { Radio, Select, Stack } from '@mantine/core';
import { useAsk } from '../../api/queries.ts';
import { may, type Place } from '../../session/session.ts';
import { useHere } from '../../session/use-session.ts';
import type { ApiKeyDraft, Owner } from './api-key-draft.ts';
import { PlaceField } from './place-field.tsx';

interface OwnerChoiceParts {
  readonly draft: Pick<ApiKeyDraft, 'owner' | 'workspace' | 'user'>;
  readonly onChange: (part: Partial<ApiKeyDraft>) => void;
  readonly owners: readonly Owner[];
  readonly place: Place | undefined;
}

const OWNERS: Readonly<Record<Owner, { readonly label: string; readonly description: string }>> = {
  'workspace-service': { label: 'A service', description: 'An app or a job of the workspace: stays when people go' },
  'workspace-user': { label: 'A person', description: 'May never do more than the person may at that moment' },
  'organisation-service': { label: 'The organisation', description: 'A program that works for all workspaces' },
};

/** Whose a new key is. */
export function OwnerChoice({ draft, onChange, owners, place }: OwnerChoiceParts) {
  return (
    <Stack gap="sm">
      {owners.length > 1 && (
        <Radio.Group label="Who calls with it" value={draft.owner} onChange={(owner) => onChange({ owner: owner as Owner })}>
          <Stack gap="xs" mt={6}>
            {owners.map((owner) => (
              <Radio key={owner} value={owner} {...OWNERS[owner]} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {draft.owner !== 'organisation-service' && (
        <PlaceField
          value={draft.workspace}
          onChange={(workspace) => onChange({ workspace, user: '' })}
          description="Whose providers, configs and limits count"
        />
      )}
      {draft.owner === 'workspace-user' && place && (
        <PersonChoice place={place} value={draft.user} onChange={(user) => onChange({ user })} />
      )}
    </Stack>
  );
}

interface PersonChoiceParts {
  readonly place: Place;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Which member; not asked of who may make keys for themselves alone. */
function PersonChoice({ place, value, onChange }: PersonChoiceParts) {
  const { session } = useHere();
  const mayChoose = may(session, place, 'workspace_users.update');
  const { data } = useAsk(
    'GET /v1/admin/workspaces/{workspace}/users',
    { path: { workspace: place.id }, query: { page_size: 1000 } },
    { enabled: mayChoose },
  );
  if (!mayChoose) return null;
  return (
    <Select
      label="Person"
      searchable
      placeholder="You"
      clearable
      data={(data?.data ?? []).map(({ id, first_name: first, last_name: last, email }) => ({
        value: id,
        label: `${first} ${last}`.trim() === '' ? email : `${first} ${last} (${email})`,
      }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
