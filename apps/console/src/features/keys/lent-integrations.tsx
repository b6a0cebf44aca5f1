import { Box, Button, Code, Group, Modal, Stack, Table, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { Reply } from '../../api/ask.ts';
import { useAsk, useChange } from '../../api/queries.ts';
import { useMay, useWorkPlace, useWorkspaceQuery } from '../../session/use-session.ts';
import { Failed } from '../../ui/failed.tsx';
import { fieldFaults } from '../../ui/field-faults.ts';
import { TOUCHED } from './new-virtual-key.tsx';
import { slugOf } from './slug.ts';
import { StandingBadge } from './standing.tsx';
import { useProviderName } from './use-catalogue.ts';

type Integration = Reply<'GET /v1/integrations'>['data'][number];

/** Credentials that the organisation keeps, and lends to workspaces. Nothing where there are none. */
export function LentIntegrations() {
  const mayUse = useMay('providers.create');
  const { data } = useAsk('GET /v1/integrations', { query: { ...useWorkspaceQuery(), page_size: 100 } }, { enabled: mayUse });
  const nameOf = useProviderName();
  const [chosen, setChosen] = useState<Integration>();
  if (!data || data.total === 0) return null;
  return (
    <Box component="section" aria-labelledby="lent" mt="md">
      <Title order={2} size="h4" id="lent">
        Integrations
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Keys that are lent: the organisation keeps them, and a workspace calls with them under a name of its own.
      </Text>
      <Table.ScrollContainer minWidth={560}>
        <Table aria-labelledby="lent">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Provider</Table.Th>
              <Table.Th>Key</Table.Th>
              <Table.Th>Models</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>
                <VisuallyHidden>What can be done</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.data.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>
                  {each.name}
                  <Text size="xs" c="dimmed">
                    {each.slug}
                  </Text>
                </Table.Td>
                <Table.Td>{nameOf(each.ai_provider_id)}</Table.Td>
                <Table.Td>{each.masked_key ? <Code>{each.masked_key}</Code> : <Text size="sm">not shown to you</Text>}</Table.Td>
                <Table.Td>{each.allow_all_models ? 'all' : 'those on its list'}</Table.Td>
                <Table.Td>
                  <StandingBadge standing={each.status} />
                </Table.Td>
                <Table.Td ta="right">
                  {mayUse && each.status === 'active' && (
                    <Button size="compact-sm" variant="default" onClick={() => setChosen(each)}>
                      Use it here <VisuallyHidden>: {each.name}</VisuallyHidden>
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Modal opened={chosen !== undefined} onClose={() => setChosen(undefined)} title={`Use ${chosen?.name ?? ''} here`}>
        {chosen && <UseIntegration integration={chosen} />}
      </Modal>
    </Box>
  );
}

function UseIntegration({ integration }: { readonly integration: Integration }) {
  const [name, setName] = useState(integration.name);
  const [slug, setSlug] = useState<string>();
  const place = useWorkPlace();
  const navigate = useNavigate();
  const make = useChange('POST /v1/providers', TOUCHED);
  const faults = fieldFaults(make.error, ['name', 'slug']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(
      {
        body: {
          name: name.trim(),
          slug: slug ?? slugOf(name),
          integration_id: integration.slug,
          ...(place && { workspace_id: place.slug }),
        },
      },
      { onSuccess: (made) => void navigate({ to: `/providers/${made.slug}` }) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {faults.rest && <Failed error={faults.rest} />}
        <Text size="sm">It gets a name in the workspace {place?.name}, and calls with the lent key.</Text>
        <TextInput
          label="Name"
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faults.of('name')}
        />
        <TextInput
          label="Slug"
          leftSection="@"
          required
          value={slug ?? slugOf(name)}
          onChange={(event) => setSlug(event.currentTarget.value)}
          error={faults.of('slug')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            Use it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
