import { Anchor, Badge, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Reply } from '../../../api/ask.ts';
import { useMay } from '../../../session/use-session.ts';
import { Moment } from '../../../ui/moment.tsx';
import { countOf, moneyOf } from '../../../ui/words-for-numbers.ts';
import type { Version } from '../draft/open-draft.ts';
import { useVersionsUsage } from '../usage/use-usage.ts';
import { LabelPick } from './label-pick.tsx';

interface TableParts {
  readonly prompt: Reply<'GET /v1/prompts/{key}'>;
  readonly versions: readonly Version[];
  readonly onPublish?: (version: number) => void;
}

/** Versions, the newest first: whose, what for, with which label, and how much they are called. */
export function VersionsTable({ prompt: { slug, origin }, versions, onPublish }: TableParts) {
  const usage = useVersionsUsage(slug);
  const mayLabel = useMay('prompts.update') && origin === 'api';
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th>What has changed</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th>Label</Table.Th>
            {usage && <Table.Th ta="right">Requests, 30 days</Table.Th>}
            {usage && <Table.Th ta="right">Cost, 30 days</Table.Th>}
            <Table.Th w={110}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => {
            const { id, prompt_version: number = 1, prompt_version_status: status, prompt_description: about } = version;
            const used = usage?.get(id);
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <Anchor
                      component={Link}
                      to="."
                      search={{ version: number } as never}
                      fw={500}
                      aria-label={`Write on version ${number}`}
                    >
                      {number}
                    </Anchor>
                    {(status === 'active' || origin === 'file') && (
                      <Badge variant="filled" tt="none" miw="max-content">
                        published
                      </Badge>
                    )}
                  </Group>
                </Table.Td>
                <Table.Td maw={320} style={{ overflowWrap: 'anywhere' }}>
                  {about ?? <Text c="dimmed">–</Text>}
                </Table.Td>
                <Table.Td>{version.created_at === undefined ? '–' : <Moment at={version.created_at} />}</Table.Td>
                <Table.Td>
                  <LabelPick slug={slug} version={number} labelId={version.label_id ?? null} readOnly={!mayLabel} />
                </Table.Td>
                {usage && <Table.Td ta="right">{countOf(used?.requests ?? 0)}</Table.Td>}
                {usage && <Table.Td ta="right">{moneyOf(used ? used.cost : 0)}</Table.Td>}
                <Table.Td>
                  {onPublish && status !== 'active' && (
                    <Button size="xs" variant="default" onClick={() => onPublish(number)} aria-label={`Publish version ${number}`}>
                      Publish
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
