import { ActionIcon, Button, Code, Group, NumberInput, Stack, Table, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import Trash from 'lucide-react/icons/trash-2';
import { useState, type FormEvent } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { Failed } from '../../../ui/failed.tsx';
import { fieldFaults } from '../../../ui/field-faults.ts';
import { tellFailed } from '../../../ui/told.tsx';
import { wordsForPrice } from './words-for-price.ts';

const TOUCHED = ['/v1/admin/prices', '/v1/audit-logs'] as const;
const EMPTY = { provider: '', model: '', input: '' as number | '', output: '' as number | '' };

/** What models cost here, over the table that came with the gateway. */
export function Prices() {
  const prices = useAsk('GET /v1/admin/prices', { query: { page_size: 1000 } });
  const remove = useChange('DELETE /v1/admin/prices/{key}', TOUCHED);
  const mayRemove = useMay('prices.delete');
  const mayMake = useMay('prices.create');
  const takeAway = (id: string) =>
    confirm({
      title: `Remove the price of ${id}?`,
      consequence: 'Calls cost what the table says that came with the gateway, or nobody knows what. What was counted stays as it is.',
      verb: 'Remove',
      onYes: () => remove.mutate({ path: { key: id } }, { onError: (error) => tellFailed('It was not removed', error) }),
    });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        Prices
      </Title>
      <Text size="sm" c="dimmed">
        What a model costs here, over the table that came with the gateway: what you have agreed with a provider, or a model of your own.
      </Text>
      <Answered query={prices} what="the prices">
        {({ data }) =>
          data.length === 0 ? (
            <Text size="sm">There are none of your own.</Text>
          ) : (
            <Table aria-label="Prices">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Model</Table.Th>
                  <Table.Th>Price</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>Remove</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map(({ id, price, origin }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Code>{id}</Code>
                    </Table.Td>
                    <Table.Td>{wordsForPrice(price)}</Table.Td>
                    <Table.Td ta="right">
                      {origin !== 'api' ? (
                        <Text size="xs" c="dimmed">
                          by the config file
                        </Text>
                      ) : (
                        mayRemove && (
                          <ActionIcon variant="subtle" color="gray" onClick={() => takeAway(id)} aria-label={`Remove the price of ${id}`}>
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
      {mayMake && <NewPrice />}
    </Stack>
  );
}

function NewPrice() {
  const [typed, setTyped] = useState(EMPTY);
  const make = useChange('POST /v1/admin/prices', TOUCHED);
  const faults = fieldFaults(make.error, ['provider', 'model', 'price']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { provider, model, input, output } = typed;
    make.mutate(
      { body: { provider, model, price: { ...(input !== '' && { input }), ...(output !== '' && { output }) } } },
      { onSuccess: () => setTyped(EMPTY) },
    );
  };
  const set = (part: Partial<typeof EMPTY>) => setTyped((before) => ({ ...before, ...part }));
  const dollars = (typed_: string | number) => (typeof typed_ === 'number' ? typed_ : '');
  return (
    <form onSubmit={submit} aria-label="A new price">
      {faults.rest && <Failed error={faults.rest} title="The price was not kept" />}
      <Group align="flex-start" gap="sm">
        <TextInput
          label="Provider"
          description="Its slug"
          required
          value={typed.provider}
          onChange={({ currentTarget }) => set({ provider: currentTarget.value })}
          error={faults.of('provider')}
        />
        <TextInput
          label="Model"
          description="As it is sent"
          required
          value={typed.model}
          onChange={({ currentTarget }) => set({ model: currentTarget.value })}
          error={faults.of('model')}
        />
        <NumberInput
          label="Input"
          description="US dollars a million tokens"
          required
          min={0}
          decimalScale={6}
          hideControls
          value={typed.input}
          onChange={(value) => set({ input: dollars(value) })}
          error={faults.of('price')}
        />
        <NumberInput
          label="Output"
          description="US dollars a million tokens"
          min={0}
          decimalScale={6}
          hideControls
          value={typed.output}
          onChange={(value) => set({ output: dollars(value) })}
        />
        <Button type="submit" variant="default" loading={make.isPending} mt={44}>
          Add the price
        </Button>
      </Group>
    </form>
  );
}
