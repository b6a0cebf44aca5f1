import { Button, Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { useWorkPlace } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Failed } from '../../ui/failed.tsx';
import { fieldFaults } from '../../ui/field-faults.ts';
import { servedOf, useCatalogue } from './use-catalogue.ts';
import { creationOf, emptyDraft } from './virtual-key-draft.ts';
import { VirtualKeyFields } from './virtual-key-fields.tsx';

interface NewVirtualKeyParts {
  readonly onMade: (slug: string) => void;
  readonly onCancel?: () => void;
}

/** Answers that change with it. */
export const TOUCHED = ['/v1/virtual-keys', '/v1/providers', '/v1/models', '/v1/admin/start', '/v1/admin/targets'] as const;

/** Keeps a provider's key. */
export function NewVirtualKey({ onMade, onCancel }: NewVirtualKeyParts) {
  const place = useWorkPlace();
  const [draft, setDraft] = useState(() => emptyDraft(place?.slug ?? ''));
  const catalogue = useCatalogue();
  const make = useChange('POST /v1/virtual-keys', TOUCHED);
  const body = creationOf(draft);
  const faults = fieldFaults(make.error, [
    'name',
    'slug',
    'provider',
    'key',
    'keys',
    'custom_host',
    'usage_limits',
    'rate_limits',
    'expires_at',
    'note',
    ...fieldsOf(draft.provider),
  ]);

  function fieldsOf(slug: string): readonly string[] {
    return catalogue.data?.data.find((each) => each.slug === slug)?.fields.map(({ name }) => name) ?? [];
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ body }, { onSuccess: ({ slug }) => onMade(slug) });
  };
  return (
    <Answered query={catalogue} what="the providers">
      {({ data }) => (
        <form onSubmit={submit}>
          <Stack>
            {faults.rest && <Failed error={faults.rest} title="It was not kept" />}
            <VirtualKeyFields
              catalogue={servedOf(data)}
              draft={draft}
              onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
              faults={faults}
              isDialog={onCancel !== undefined}
            />
            <Group justify="flex-end" gap="sm">
              {onCancel && (
                <Button variant="default" onClick={onCancel}>
                  Cancel
                </Button>
              )}
              <Button type="submit" loading={make.isPending} disabled={draft.provider === ''}>
                Add the provider
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Answered>
  );
}
