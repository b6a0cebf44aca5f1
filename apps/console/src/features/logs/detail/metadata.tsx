import type { Log } from '@sluice/contract';
import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LogSearch } from '../log-search.ts';
import { EraseUser } from './erase-user.tsx';
import { Section } from './section.tsx';

/** What the caller said of the request: each pair finds the others that have it. */
export function Metadata({ log }: { readonly log: Log }) {
  const pairs = Object.entries(log.metadata);
  const user = log.metadata['_user'];
  return (
    <Section title="Metadata" actions={user !== undefined && <EraseUser user={user} workspace={log.workspace_id} />}>
      {pairs.length === 0 ? (
        <Text size="sm" c="dimmed">
          None. Callers give it with the header x-portkey-metadata.
        </Text>
      ) : (
        <Group gap={6}>
          {pairs.map(([name, value]) => (
            <Button
              key={name}
              component={Link}
              to="/logs"
              search={{ metadata: { [name]: value } } satisfies LogSearch as never}
              size="xs"
              variant="default"
              title="All requests that have this"
              maw="100%"
            >
              <Text span inherit fw={400} mr={6}>
                {name}
              </Text>
              {value}
            </Button>
          ))}
        </Group>
      )}
    </Section>
  );
}
