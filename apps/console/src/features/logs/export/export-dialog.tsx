import type { LogFilterQuery } from '@sluice/contract';
import { Button, Group, Modal, Progress, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Failed } from '../../../ui/failed.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { EarlierExports } from './earlier-exports.tsx';
import { filtersFor } from './filters-for.ts';
import { useExport } from './use-export.ts';

interface Dialog {
  readonly filter: LogFilterQuery;
  readonly onClose: () => void;
}

/** What an export holds at most. */
const MOST_RECORDS = 50_000;

/** Makes a file of what the filters find: made, written, fetched. */
export function ExportDialog({ filter, onClose }: Dialog) {
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv');
  const { state, start, cancel } = useExport();
  return (
    <Modal opened onClose={onClose} title="Export requests" size="md">
      <Stack gap="md">
        <Text size="sm">
          A file of all requests that the filters find, the newest {countOf(MOST_RECORDS)} at most. It is kept for seven days.
        </Text>
        {(state.kind === 'none' || state.kind === 'failed') && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              start({
                filters: filtersFor(filter),
                format,
                ...(filter.workspace_id !== undefined && { workspace_id: filter.workspace_id }),
              });
            }}
          >
            <Stack gap="md">
              <Radio.Group label="Format" value={format} onChange={(value) => setFormat(value as typeof format)}>
                <Stack gap="xs" mt="xs">
                  <Radio value="csv" label="CSV, a row for each request" data-autofocus />
                  <Radio value="jsonl" label="JSON lines, with all that was said" />
                </Stack>
              </Radio.Group>
              {state.kind === 'failed' && <Failed error={state.error} title="There is no file" />}
              <Group justify="flex-end">
                <Button type="submit">Make the file</Button>
              </Group>
            </Stack>
          </form>
        )}
        {state.kind === 'writing' && (
          <Stack gap="xs">
            <Text size="sm" role="status">
              {state.total === undefined ? 'Counting' : `${countOf(state.written)} of ${countOf(state.total)} requests written`}
            </Text>
            <Progress
              value={state.total === undefined || state.total === 0 ? 0 : (100 * state.written) / state.total}
              animated
              aria-label="How much of the file is written"
            />
            <Group justify="flex-end">
              <Button size="xs" variant="default" onClick={cancel}>
                Stop
              </Button>
            </Group>
          </Stack>
        )}
        {state.kind === 'done' && (
          <Group justify="space-between">
            <Text size="sm" role="status">
              {countOf(state.written)} requests are in the file.
            </Text>
            <Button component="a" href={state.address} download={`requests.${state.format}`} data-autofocus>
              Download
            </Button>
          </Group>
        )}
        <EarlierExports />
      </Stack>
    </Modal>
  );
}
