import { Group, Stack, Text, Title } from '@mantine/core';
import { useAsk } from '../../api/queries.ts';
import { useHere, useMay, useWorkspaceQuery } from '../../session/use-session.ts';
import { Answered } from '../../ui/answered.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { newest } from './newest.ts';
import { Requests } from './requests.tsx';
import { Today } from './today.tsx';
import { CALLS, useTail } from './use-tail.ts';

const SHOWN = 10;

/** For who has been here before: how it goes, and where to go on. */
export function Overview() {
  const mayLook = useMay('analytics.view');
  const mayList = useMay('logs.list');
  return (
    <Stack gap="xl">
      {mayLook && <Today />}
      {mayList && <Latest />}
      <Group gap="sm">
        <LinkButton to="/playground" variant="default">
          Talk to a model
        </LinkButton>
        <LinkButton to="/prompts" variant="default">
          Prompts
        </LinkButton>
        <LinkButton to="/routing" variant="default">
          Routing
        </LinkButton>
        <LinkButton to="/" search={{ guide: true }} variant="default">
          How to call this gateway
        </LinkButton>
      </Group>
    </Stack>
  );
}

/** The last requests, and those that arrive. */
function Latest() {
  const { place } = useHere();
  const query = useAsk('GET /v1/logs', { query: { ...useWorkspaceQuery(), ...CALLS, page_size: SHOWN } });
  const { arrived, state } = useTail(place?.slug);
  return (
    <Stack component="section" gap="sm" aria-labelledby="latest">
      <Group gap="xs">
        <Title order={2} size="h4" id="latest">
          The last requests
        </Title>
        <Text size="sm" c="dimmed">
          {state === 'open' ? 'live' : state === 'over' ? 'not live: the gateway has refused it' : ''}
        </Text>
      </Group>
      <Answered query={query} what="the last requests">
        {({ data }) => {
          const records = newest(data, arrived, SHOWN);
          return records.length === 0 ? (
            <Text size="sm">Nothing here yet. What is called shows up at once.</Text>
          ) : (
            <Requests records={records} />
          );
        }}
      </Answered>
    </Stack>
  );
}
