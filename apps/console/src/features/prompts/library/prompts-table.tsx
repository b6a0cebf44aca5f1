import { Anchor, Badge, Code, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Reply } from '../../../api/ask.ts';
import { Moment } from '../../../ui/moment.tsx';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import { usePromptsUsage } from '../usage/use-usage.ts';
import { ItemMenu } from './item-menu.tsx';

type Row = Reply<'GET /v1/prompts'>['data'][number];

/** Prompts, and what each of them has been used for. */
export function PromptsTable({ prompts }: { readonly prompts: readonly Row[] }) {
  const usage = usePromptsUsage();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Model</Table.Th>
            <Table.Th>Published</Table.Th>
            {usage && <Table.Th ta="right">Requests in 30 days</Table.Th>}
            {usage && <Table.Th ta="right">Cost in 30 days</Table.Th>}
            <Table.Th>Last change</Table.Th>
            <Table.Th w={44}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prompts.map((prompt) => {
            const used = usage?.get(prompt.slug);
            return (
              <Table.Tr key={prompt.id}>
                <Table.Td>
                  <Stack gap={2} align="flex-start">
                    <Anchor
                      component={Link}
                      to="/prompts/$slug"
                      params={{ slug: prompt.slug } as never}
                      fw={500}
                      style={{ overflowWrap: 'anywhere' }}
                    >
                      {prompt.name}
                    </Anchor>
                    <Code style={{ whiteSpace: 'nowrap' }}>{prompt.slug}</Code>
                  </Stack>
                </Table.Td>
                <Table.Td>{prompt.model ?? <Text c="dimmed">as called</Text>}</Table.Td>
                <Table.Td>
                  {prompt.origin === 'file' ? (
                    <Badge variant="default" tt="none" miw="max-content">
                      config file
                    </Badge>
                  ) : (
                    <Badge variant="default" tt="none" miw="max-content">
                      version {prompt.prompt_version}
                    </Badge>
                  )}
                </Table.Td>
                {usage && <Table.Td ta="right">{countOf(used?.requests ?? 0)}</Table.Td>}
                {usage && <Table.Td ta="right">{used ? moneyOf(used.cost) : moneyOf(0)}</Table.Td>}
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {prompt.last_updated_at === undefined ? '–' : <Moment at={prompt.last_updated_at} />}
                </Table.Td>
                <Table.Td>{prompt.origin === 'api' && <ItemMenu kind="prompt" item={prompt} />}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
