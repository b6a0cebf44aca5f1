import type { Log } from '@sluice/contract';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk, useChange } from '../../../api/queries.ts';
import { useMay } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import { ReplayResult } from './replay-result.tsx';

/** Sends the request again, by its own config or another, and holds the two answers side by side. */
export function ReplayDialog({ log, onClose }: { readonly log: Log; readonly onClose: () => void }) {
  const [config, setConfig] = useState<string | null>(null);
  const mayList = useMay('configs.list');
  const configs = useAsk(
    'GET /v1/configs',
    { query: { ...(log.workspace_id !== null && { workspace_id: log.workspace_id }), page_size: 100 } },
    { enabled: mayList },
  );
  const replay = useChange('POST /v1/logs/{key}/replay', ['/v1/logs']);
  return (
    <Modal opened onClose={onClose} title="Replay this request" size="lg">
      <Stack gap="md">
        <Text size="sm">
          It goes out again as you, by the door that it came in by. It costs what it costs, counts against limits, and has a record of its
          own in the same trace.
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            replay.mutate({ path: { key: log.id }, body: { ...(config !== null && { config }) } });
          }}
        >
          <Group align="flex-end" gap="sm">
            <Select
              flex={1}
              label="Config"
              placeholder="The one that it went by"
              data={configs.data?.data.map(({ slug, name }) => ({ value: slug ?? '', label: name ?? slug ?? '' })) ?? []}
              value={config}
              onChange={setConfig}
              searchable
              clearable
              disabled={!mayList}
            />
            <Button type="submit" loading={replay.isPending} data-autofocus>
              Replay
            </Button>
          </Group>
        </form>
        {replay.isPending && (
          <Text size="sm" role="status">
            Waiting for the answer
          </Text>
        )}
        {replay.error && <Failed error={replay.error} title="It cannot be replayed" />}
        {replay.data && <ReplayResult replay={replay.data} onLeave={onClose} />}
      </Stack>
    </Modal>
  );
}
