import { Button, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';
import { Failed } from '../../../ui/failed.tsx';
import type { ShownConfig } from '../desk/shown-config.ts';
import { DryRunResult } from './dry-run-result.tsx';
import { filterFor, SINCE, type Since, type Whose } from './filter.ts';

interface Panel {
  readonly config: ShownConfig;
  /** As it is written; undefined while it is none. */
  readonly draft: Readonly<Record<string, unknown>> | undefined;
  readonly isChanged: boolean;
}

/** Where the latest requests of the log would go by what is written here. Nobody is called. */
export function DryRunPanel({ config: { slug, workspace_id: workspace }, draft, isChanged }: Panel) {
  const [whose, setWhose] = useState<Whose>('this');
  const [since, setSince] = useState<Since>('any');
  const [limit, setLimit] = useState('100');
  const run = useChange('POST /v1/route/dry-run', []);
  const mayLook = useMay('logs.view');
  const here = useWorkspaceQuery();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!draft) return;
    const filter = filterFor({ whose, since, slug, workspace: workspace ?? here.workspace_id, now: Date.now() });
    run.mutate({ body: { config: draft, filter, limit: Number(limit) } });
  };
  if (!mayLook) return <Text size="sm">You may not see the log, which a dry run reads.</Text>;
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed" maw={720}>
        Requests of the log are followed through {isChanged ? 'the config as you have written it, before it is saved' : 'this config'}: who
        would answer now, and what it would cost. Nobody is called.
      </Text>
      <form onSubmit={submit} aria-label="Which requests">
        <Group align="flex-end">
          <Select
            label="Requests"
            value={whose}
            onChange={(next) => setWhose((next ?? 'this') as Whose)}
            allowDeselect={false}
            data={[
              { value: 'this', label: 'that went by this config' },
              { value: 'all', label: 'all, whatever they went by' },
            ]}
            w={250}
          />
          <Select
            label="Since"
            value={since}
            onChange={(next) => setSince((next ?? 'any') as Since)}
            allowDeselect={false}
            data={[...SINCE]}
            w={160}
          />
          <Select
            label="The newest"
            value={limit}
            onChange={(next) => setLimit(next ?? '100')}
            allowDeselect={false}
            data={['10', '100', '1000']}
            w={150}
          />
          <Button type="submit" disabled={!draft} loading={run.isPending}>
            Run it
          </Button>
        </Group>
      </form>
      <div aria-live="polite">
        {run.isPending && (
          <Group gap="xs">
            <Loader size="xs" aria-hidden />
            <Text size="sm">Following the requests: a thousand take some seconds</Text>
          </Group>
        )}
        {run.error && <Failed error={run.error} title="It cannot be run" />}
        {run.data && !run.isPending && <DryRunResult report={run.data} />}
      </div>
    </Stack>
  );
}
