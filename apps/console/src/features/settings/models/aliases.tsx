import { ActionIcon, Button, Code, Group, Stack, Table, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import Trash from 'lucide-react/icons/trash-2';
import { useState, type FormEvent } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { tellFailed } from '../../../ui/told.tsx';

const TOUCHED = ['/v1/admin/aliases', '/v1/audit-logs'] as const;
const EMPTY = { provider: '', model: '', sends: '' };

/** Names of models that stand for others. */
export function Aliases() {
  const aliases = useAsk('GET /v1/admin/aliases', { query: { page_size: 1000 } });
  const remove = useChange('DELETE /v1/admin/aliases/{key}', TOUCHED);
  const mayRemove = useMay('aliases.delete');
  const mayMake = useMay('aliases.create');
  const takeAway = (id: string) =>
    confirm({
      title: `Remove the alias ${id}?`,
      consequence: 'Calls that use it are refused, unless the provider itself knows the name.',
      verb: 'Remove',
      onYes: () => remove.mutate({ path: { key: id } }, { onError: (error) => tellFailed('It was not removed', error) }),
    });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        Aliases
      </Title>
      <Text size="sm" c="dimmed">
        A name that callers may use for a model: another model is sent in its place.
      </Text>
      <Answered query={aliases} what="the aliases">
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm">There are none.</Text>
          ) : (
            <Table aria-label="Aliases">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Asked for</Table.Th>
                  <Table.Th>Sent</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>Remove</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map(({ id, sends, origin }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Code>{id}</Code>
                    </Table.Td>
                    <Table.Td>
                      <Code>{sends}</Code>
                    </Table.Td>
                    <Table.Td ta="right">
                      {origin !== 'api' ? (
                        <Text size="xs" c="dimmed">
                          by the config file
                        </Text>
                      ) : (
                        mayRemove && (
                          <ActionIcon variant="subtle" color="gray" onClick={() => takeAway(id)} aria-label={`Remove the alias ${id}`}>
                            <Trash size={16} aria-hidden />
                          </ActionIcon>
                        )
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
      {mayMake && <NewAlias />}
    </Stack>
  );
}

function NewAlias() {
  const [typed, setTyped] = useState(EMPTY);
  const make = useChange('POST /v1/admin/aliases', TOUCHED);
  const faults = fieldFaults(make.error, ['provider', 'model', 'sends']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ body: typed }, { onSuccess: () => setTyped(EMPTY) });
  };
  const field = (name: keyof typeof EMPTY) => ({
    required: true,
    value: typed[name],
    error: faults.of(name),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  });
  return (
    <form onSubmit={submit} aria-label="A new alias">
      {faults.rest && <Failed error={faults.rest} title="The alias was not made" />}
      <Group align="flex-start" gap="sm">
        <TextInput label="Provider" description="Its slug" {...field('provider')} />
        <TextInput label="Model asked for" description="The name that callers use" {...field('model')} />
        <TextInput label="Model sent" description="As the provider knows it" {...field('sends')} />
        <Button type="submit" variant="default" loading={make.isPending} mt={44}>
          Add the alias
        </Button>
      </Group>
    </form>
  );
}
