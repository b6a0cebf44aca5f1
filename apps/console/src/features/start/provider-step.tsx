import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../../api/queries.ts';
import { useMay, useWorkPlace } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { NewVirtualKey, TOUCHED } from '../keys/new-virtual-key.tsx';
import { servedOf, useCatalogue } from '../keys/use-catalogue.ts';

interface ProviderStepParts {
  readonly isDone: boolean;
  readonly onMade: (slug: string) => void;
}

/** Whom to ask, and with which key. */
export function ProviderStep({ isDone, onMade }: ProviderStepParts) {
  const mayMake = useMay('virtual_keys.create');
  const [another, setAnother] = useState(false);
  if (!mayMake)
    return (
      <Text size="sm">{isDone ? 'There is one that you may use.' : 'Ask whoever manages this workspace to add one: you may not.'}</Text>
    );
  if (isDone && !another)
    return (
      <Group gap="md">
        <Text size="sm">There is one. Whatever key it has is kept here, sealed.</Text>
        <Anchor component={Link} to="/providers" size="sm">
          See the providers
        </Anchor>
        <Button size="compact-sm" variant="default" onClick={() => setAnother(true)}>
          Add another
        </Button>
      </Group>
    );
  const done = (slug: string) => {
    setAnother(false);
    onMade(slug);
  };
  return (
    <>
      <Text size="sm">Keep a provider’s key here, and callers never see it. Or begin without one:</Text>
      <Keyless onMade={done} />
      <NewVirtualKey onMade={done} />
    </>
  );
}

/** For who has no key at hand: providers that need none, and no host either. */
function Keyless({ onMade }: Pick<ProviderStepParts, 'onMade'>) {
  const place = useWorkPlace();
  const { data } = useCatalogue();
  const make = useChange('POST /v1/virtual-keys', TOUCHED);
  const keyless = servedOf(data?.data ?? []).filter(
    ({ key, fields, needs_custom_host: needsHost, models, operations }) =>
      key === null && !needsHost && models > 0 && operations.includes('chat') && !fields.some(({ required }) => required),
  );
  return (
    <>
      <Group gap="xs">
        {keyless.map(({ slug, name }) => (
          <Button
            key={slug}
            size="xs"
            variant="default"
            loading={make.isPending}
            onClick={() =>
              make.mutate(
                { body: { name, provider: slug, ...(place && { workspace_id: place.slug }) } },
                { onSuccess: (made) => onMade(made.slug) },
              )
            }
          >
            Use “{name}”, which needs no key
          </Button>
        ))}
      </Group>
      {make.error && <Failed error={make.error} />}
    </>
  );
}
