import { Button, Code, Modal, Table, Text, VisuallyHidden } from '@mantine/core';
import type { AuditEntry } from '@sluice/contract';
import { useState } from 'react';
import { Moment } from '../../../ui/moment.tsx';
import { TextDiff } from '../../../ui/text-diff.tsx';

/** Changes, the latest first; each opens to what was changed. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const [opened, setOpened] = useState<AuditEntry>();
  return (
    <>
      <Table.ScrollContainer minWidth={720}>
        <Table aria-label="Audit log">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Who</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>To what</Table.Th>
              <Table.Th>
                <VisuallyHidden>What was changed</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={entry.id}>
                <Table.Td>
                  <Moment at={entry.created_at} />
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{entry.actor_name}</Text>
                  <Text size="xs" c="dimmed">
                    {entry.actor}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Code>{entry.action}</Code>
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{nameIn(entry) ?? entry.resource}</Text>
                  <Text size="xs" c="dimmed">
                    {entry.resource_id}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  {(entry.before !== null || entry.after !== null) && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => setOpened(entry)}
                      aria-label={`What changed: ${entry.action} of ${nameIn(entry) ?? entry.resource_id}`}
                    >
                      What changed
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Modal opened={opened !== undefined} onClose={() => setOpened(undefined)} size="xl" title={opened?.action}>
        {opened && (
          <TextDiff
            label={`${opened.action} of ${opened.resource_id}`}
            beforeLabel="before"
            afterLabel="after"
            before={textOf(opened.before)}
            after={textOf(opened.after)}
          />
        )}
      </Modal>
    </>
  );
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2));

/** What the thing was called, where it says so. */
function nameIn({ after, before }: AuditEntry): string | undefined {
  const { name } = (after ?? before ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
