import { List, Stack, Text, Title } from '@mantine/core';
import { useMay } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { TextLink } from '../../../ui/links.tsx';
import type { ShownConfig } from '../desk/shown-config.ts';
import { LinkToLogs } from '../links.tsx';
import type { KeysOf } from './use-keys-of.ts';

/** Who would notice a change of a config. */
export function UsedBy({ config: { slug, is_default: isDefault }, keys }: { readonly config: ShownConfig; readonly keys: KeysOf }) {
  const mayLook = useMay('logs.list');
  return (
    <Stack gap="lg">
      <section>
        <Title order={2} size="h4" mb="xs">
          Keys
        </Title>
        {isDefault === 1 && <Text size="sm">Every key of its workspace that has no config of its own: it is the default there.</Text>}
        {keys.error && <Failed error={keys.error} title="The keys cannot be listed" />}
        {!keys.mayAsk && (
          <Text size="sm" c="dimmed">
            You may not list keys, so nobody can tell you which have it as their default.
          </Text>
        )}
        {keys.data?.length === 0 && isDefault !== 1 && (
          <Text size="sm" c="dimmed">
            No key has it as its default. Calls name it in the header x-portkey-config.
          </Text>
        )}
        {keys.data && keys.data.length > 0 && (
          <List size="sm">
            {keys.data.map(({ id, name }) => (
              <List.Item key={id}>
                <TextLink to="/keys/$id" params={{ id }} size="sm">
                  {name}
                </TextLink>
              </List.Item>
            ))}
          </List>
        )}
        {keys.isPart && (
          <Text size="sm" c="dimmed">
            There are more keys than were looked through: others may have it too.
          </Text>
        )}
      </section>
      {mayLook && (
        <section>
          <Title order={2} size="h4" mb="xs">
            Calls
          </Title>
          <LinkToLogs filter={{ configs: slug }}>Calls that went by it, in the log</LinkToLogs>
        </section>
      )}
    </Stack>
  );
}
