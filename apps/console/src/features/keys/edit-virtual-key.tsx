import type { CatalogueProvider, UpdateVirtualKey } from '@sluice/contract';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import type { Reply } from '../../api/ask.ts';
import { useChange } from '../../api/queries.ts';
import { Failed } from '../../ui/failed.tsx';
import { tellDone } from '../../ui/told.tsx';
import { changesOf } from '../../api/changes-of.ts';
import { CredentialFields } from './credential-fields.tsx';
import { fieldFaults } from '../../ui/field-faults.ts';
import { TOUCHED } from './new-virtual-key.tsx';
import { draftOf, membersOf, type VirtualKeyDraft } from './virtual-key-draft.ts';
import { LimitFields } from './virtual-key-fields.tsx';

interface EditParts {
  readonly shown: Reply<'GET /v1/virtual-keys/{key}'>;
  readonly provider: CatalogueProvider | undefined;
  readonly onDone: () => void;
  /** What it calls with, or all but that. */
  readonly what: 'credential' | 'rest';
}

/** Changes a virtual key, or puts another provider's key in its place. */
export function EditVirtualKey({ shown, provider, onDone, what }: EditParts) {
  const before = useMemo(() => draftOf(shown, provider), [shown, provider]);
  const [draft, setDraft] = useState(before);
  const save = useChange('PUT /v1/virtual-keys/{key}', TOUCHED);
  const change = (part: Partial<VirtualKeyDraft>) => setDraft((last) => ({ ...last, ...part }));
  const changes = changesOf(membersOf(before), membersOf(draft));
  const faults = fieldFaults(save.error, [
    'name',
    'note',
    'usage_limits',
    'rate_limits',
    'expires_at',
    'key',
    'keys',
    'custom_host',
    ...(provider?.fields.map(({ name }) => name) ?? []),
  ]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { path: { key: shown.slug }, body: changes as UpdateVirtualKey },
      {
        onSuccess: () => {
          tellDone(what === 'credential' ? 'The next call goes with the new key' : `“${draft.name}” is changed`);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} title="Nothing was changed" />}
        {what === 'rest' && (
          <TextInput
            label="Name"
            required
            maxLength={256}
            data-autofocus
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={faults.of('name')}
          />
        )}
        {what === 'credential' && provider && (
          <CredentialFields provider={provider} value={draft} onChange={change} faultOf={faults.of} which="all" isKept />
        )}
        {what === 'rest' && <LimitFields draft={draft} onChange={change} faults={faults} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
            {what === 'credential' ? 'Replace the key' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
