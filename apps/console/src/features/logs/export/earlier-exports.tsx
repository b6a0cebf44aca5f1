import type { LogExport } from '@sluice/contract';
import { Button, Group, Stack, Text } from '@mantine/core';
import { ask } from '../../../api/ask.ts';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Moment } from '../../../ui/moment.tsx';
import { tellFailed } from '../../../ui/told.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { fileAddress } from './file-address.ts';

const SHOWN = 5;

/** Files that were made before and are still there. */
export function EarlierExports() {
  const workspace = useWorkspaceQuery();
  const { data } = useAsk('GET /v1/logs/exports', { query: { ...workspace, page_size: SHOWN } });
  const files = data?.data.filter(({ status }) => status === 'success') ?? [];
  if (files.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} id="earlier-exports">
        Earlier files
      </Text>
      <Stack gap={4} component="ul" m={0} p={0} aria-labelledby="earlier-exports" style={{ listStyle: 'none' }}>
        {files.map((file) => (
          <Group key={file.id} component="li" justify="space-between" gap="xs">
            <Text size="sm">
              {file.format.toUpperCase()}, {countOf(file.total_records)} requests, <Moment at={file.last_updated_at} />
            </Text>
            <Button size="compact-xs" variant="default" onClick={() => void fetchFile(file)}>
              Download
            </Button>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

/** An address is good for ten minutes, so it is asked for when it is wanted. */
async function fetchFile({ id, format }: LogExport): Promise<void> {
  try {
    const { signed_url: signed } = await ask('GET /v1/logs/exports/{key}/download', { path: { key: id } });
    const link = document.createElement('a');
    link.href = fileAddress(signed);
    link.download = `requests.${format}`;
    link.click();
  } catch (error) {
    tellFailed('The file cannot be fetched', error);
  }
}
