import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useAsk } from '../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { Page } from '../../ui/page.tsx';
import { BreakerTable } from './health/breaker-table.tsx';
import { TargetTable } from './health/target-table.tsx';
import { TellsWhen } from './health/tells-when.tsx';
import { useBreakers } from './health/use-breakers.ts';
import { overallWords } from './health/words.ts';

const routeApi = getRouteApi('/inside/health');

const EVERY_MS = 10_000;

const WINDOWS = [
  { value: '5', label: 'the last 5 minutes' },
  { value: '15', label: 'the last 15 minutes' },
  { value: '60', label: 'the last hour' },
  { value: '360', label: 'the last 6 hours' },
  { value: '1440', label: 'the last day' },
];

/** How everybody who is asked has done lately, and whose circuit is open. */
export function HealthPage() {
  const { minutes = 15 } = routeApi.useSearch();
  const navigate = routeApi.useNavigate();
  const query = { ...useWorkspaceQuery(), minutes };
  const mayTargets = useMay('analytics.view');
  const targets = useAsk('GET /v1/admin/targets', { query }, { every: EVERY_MS, keepLast: true, enabled: mayTargets });
  const breakers = useBreakers(EVERY_MS);
  const again = () => {
    if (mayTargets) void targets.refetch();
    void breakers.refetch();
  };
  return (
    <Page
      title="Health"
      about="How targets have done lately, and circuits that keep requests away from those that fail. It looks again every ten seconds."
      actions={
        <Group gap="sm">
          <TellsWhen at={Math.max(targets.dataUpdatedAt, breakers.dataUpdatedAt)} />
          <Button
            variant="default"
            leftSection={<RefreshCw size={16} aria-hidden />}
            loading={targets.isFetching || breakers.isFetching}
            onClick={again}
          >
            Look again
          </Button>
        </Group>
      }
    >
      {mayTargets && (
        <section aria-labelledby="targets-title">
          <Stack gap="sm">
            <Group justify="space-between" align="flex-end">
              <div>
                <Title order={2} size="h4" id="targets-title">
                  Targets
                </Title>
                <Text size="sm" c="dimmed" aria-live="polite">
                  {targets.data && overallWords(targets.data.data)}
                </Text>
              </div>
              <Select
                label="In"
                data={WINDOWS}
                value={WINDOWS.some(({ value }) => value === String(minutes)) ? String(minutes) : null}
                placeholder={`the last ${minutes} minutes`}
                onChange={(next) => void navigate({ search: next === null || next === '15' ? {} : { minutes: Number(next) } })}
                allowDeselect={false}
                w={190}
              />
            </Group>
            <Answered query={targets} what="how targets do">
              {({ data }) => <TargetTable targets={data} minutes={minutes} />}
            </Answered>
          </Stack>
        </section>
      )}
      <section aria-labelledby="breakers-title">
        <Stack gap="sm">
          <div>
            <Title order={2} size="h4" id="breakers-title">
              Circuit breakers
            </Title>
            <Text size="sm" c="dimmed">
              Of targets whose config has cb_config, since they were first asked in this process.
            </Text>
          </div>
          <Answered query={breakers} what="the breakers">
            {({ data }) => <BreakerTable breakers={data} />}
          </Answered>
        </Stack>
      </section>
    </Page>
  );
}
