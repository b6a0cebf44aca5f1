import { Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ConfigText } from '@sluice/contract';
import { useAsk } from '../../../api/queries.ts';
import { Answered } from '../../../ui/answered.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { TextDiff } from '../../../ui/text-diff.tsx';
import type { ShownConfig } from '../desk/shown-config.ts';
import type { Draft } from '../draft/use-draft.ts';
import { chosenSides, sidesOf, type Version } from './version-choice.ts';

const routeApi = getRouteApi('/inside/routing/$slug');

interface Panel {
  readonly config: ShownConfig;
  readonly draft: Draft;
  readonly mayRestore: boolean;
  readonly onRestore: (config: ConfigText, version: number) => void;
}

/** All versions of a config, any two side by side, and the way back. */
export function VersionsPanel({ config, draft, mayRestore, onRestore }: Panel) {
  const versions = useAsk('GET /v1/configs/{key}/versions', { path: { key: config.id } });
  return (
    <Answered query={versions} what="the versions">
      {({ data }) => (
        <Stack gap="lg">
          <Difference versions={data} draft={draft.isChanged ? draft.text : undefined} />
          <VersionTable versions={data} mayRestore={mayRestore} isDirty={draft.isChanged} onRestore={onRestore} />
        </Stack>
      )}
    </Answered>
  );
}

function Difference({ versions, draft }: { readonly versions: readonly Version[]; readonly draft: string | undefined }) {
  const search = routeApi.useSearch();
  const navigate = routeApi.useNavigate();
  const sides = useMemo(() => sidesOf(versions, draft), [versions, draft]);
  const chosen = chosenSides(sides, search.left, search.right);
  if (!chosen) return null;
  const [left, right] = chosen;
  const choose = (side: 'left' | 'right') => (key: string | null) => {
    if (key !== null) void navigate({ search: { ...search, left: left.key, right: right.key, [side]: key }, replace: true });
  };
  const data = sides.map(({ key, label }) => ({ value: key, label }));
  return (
    <section aria-labelledby="difference-title">
      <Title order={2} size="h4" id="difference-title" mb="xs">
        What changed
      </Title>
      <Group mb="sm" align="flex-end">
        <Select label="From" data={data} value={left.key} onChange={choose('left')} allowDeselect={false} w={280} />
        <Select label="To" data={data} value={right.key} onChange={choose('right')} allowDeselect={false} w={280} />
      </Group>
      {left.text === right.text ? (
        <Text size="sm" c="dimmed">
          {left.key === right.key && versions.length === 1 ? 'There is one version so far.' : 'The two are the same.'}
        </Text>
      ) : (
        <TextDiff label="What changed" before={left.text} after={right.text} beforeLabel={left.label} afterLabel={right.label} />
      )}
    </section>
  );
}

interface Listed {
  readonly versions: readonly Version[];
  readonly mayRestore: boolean;
  /** Something is written that is not saved. */
  readonly isDirty: boolean;
  readonly onRestore: (config: ConfigText, version: number) => void;
}

function VersionTable({ versions, mayRestore, isDirty, onRestore }: Listed) {
  const ask = ({ version, config }: Version) =>
    confirm({
      title: `Restore version ${version}?`,
      consequence: `It is saved as a new version, which counts at once. The versions in between stay.${isDirty ? ' What you have written and not saved is lost.' : ''}`,
      verb: 'Restore',
      onYes: () => onRestore(config, version),
    });
  return (
    <section aria-labelledby="versions-title">
      <Title order={2} size="h4" id="versions-title" mb="xs">
        Versions
      </Title>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-labelledby="versions-title">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Version</Table.Th>
              <Table.Th scope="col">Saved</Table.Th>
              <Table.Th scope="col">By</Table.Th>
              {mayRestore && <Table.Th scope="col">Do</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>
                  {each.version}
                  {each.status === 'active' && ', the one that counts'}
                </Table.Td>
                <Table.Td>{each.created_at === undefined ? '–' : <Moment at={each.created_at} />}</Table.Td>
                <Table.Td>{each.created_by ?? '–'}</Table.Td>
                {mayRestore && (
                  <Table.Td>
                    {each.status !== 'active' && (
                      <Button size="compact-sm" variant="default" onClick={() => ask(each)} aria-label={`Restore version ${each.version}`}>
                        Restore
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
