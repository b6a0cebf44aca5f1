import { Group, Select } from '@mantine/core';
import { agoOf } from '../../../ui/words-for-time.ts';
import { LinkToLog } from '../links.tsx';
import { useLatestLogs } from './use-latest-logs.ts';

interface Picker {
  readonly log: string | undefined;
  readonly onLog: (id: string | undefined) => void;
}

/** Takes one of the latest requests of the log, to be explained. */
export function LogPicker({ log, onLog }: Picker) {
  const latest = useLatestLogs();
  const choices = (latest.data?.data ?? []).map(({ id, created_at: at, request, response, metrics }) => ({
    value: id,
    label: `${agoOf(Date.parse(at), Date.now())} · ${response.status} · ${request.url.split('?')[0]!.replace('/v1/', '')} · ${metrics.ai_model ?? 'no model'}`,
  }));
  const isListed = log === undefined || choices.some(({ value }) => value === log);
  return (
    <div>
      <Select
        label="Take a request of the log"
        placeholder={latest.data && choices.length === 0 ? 'There is none yet' : 'One of the latest'}
        data={isListed ? choices : [{ value: log, label: `The record ${log}` }, ...choices]}
        value={log ?? null}
        onChange={(id) => onLog(id ?? undefined)}
        clearable
        clearButtonProps={{ 'aria-label': 'Take none' }}
      />
      {log !== undefined && (
        <Group mt={4}>
          <LinkToLog id={log}>Open it in the log</LinkToLog>
        </Group>
      )}
    </div>
  );
}
