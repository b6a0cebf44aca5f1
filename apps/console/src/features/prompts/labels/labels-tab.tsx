import { Badge, Code, ColorSwatch, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Label } from '@sluice/contract';
import Tag from 'lucide-react/icons/tag';
import { useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { LabelForm } from './label-form.tsx';
import { LabelMenu } from './label-menu.tsx';

const route = getRouteApi('/inside/prompts');

/** Names that versions of prompts bear in turn. */
export function LabelsTab() {
  const { make } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useWorkspaceQuery();
  const labels = useAsk('GET /v1/labels', { query: { ...workspace, page_size: 1_000 } });
  const [changed, setChanged] = useState<Label>();
  const close = () => {
    setChanged(undefined);
    if (make) void navigate({ search: { tab: 'labels' }, replace: true });
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        A label is on one version of a prompt at a time. Apps that call <Code>slug@label</Code> get that version, so a move of the label is
        a release.
      </Text>
      {(make || changed) && <LabelForm label={changed} onClose={close} />}
      <Answered query={labels} what="the labels">
        {({ data }) =>
          data.length === 0 ? (
            <Empty icon={<Tag size={22} />} title="No labels">
              Make one, and put it on a version of a prompt.
            </Empty>
          ) : (
            <Table.ScrollContainer minWidth={480}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th>What for</Table.Th>
                    <Table.Th>Whose</Table.Th>
                    <Table.Th w={44}>
                      <VisuallyHidden>Actions</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {data.map((label) => (
                    <Table.Tr key={label.id}>
                      <Table.Td>
                        <Group gap="xs" wrap="nowrap">
                          <ColorSwatch size={14} color={label.color_code ?? 'var(--mantine-color-gray-5)'} aria-hidden />
                          <Text fw={500}>{label.name}</Text>
                        </Group>
                      </Table.Td>
                      <Table.Td>{label.description ?? '–'}</Table.Td>
                      <Table.Td>
                        {label.workspace_id === null ? (
                          <Badge variant="default" tt="none" miw="max-content">
                            everybody’s
                          </Badge>
                        ) : (
                          'this workspace’s'
                        )}
                      </Table.Td>
                      <Table.Td>{!label.is_universal && <LabelMenu label={label} onChange={() => setChanged(label)} />}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answered>
    </Stack>
  );
}
