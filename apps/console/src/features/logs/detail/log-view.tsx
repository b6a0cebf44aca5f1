import type { Log } from '@sluice/contract';
import { Group, Stack, Tabs, Text } from '@mantine/core';
import { OutcomeMark } from '../list/outcome-mark.tsx';
import { outcomeOf } from '../outcome.ts';
import { whenOf } from '../when.ts';
import { About } from './about.tsx';
import { Actions } from './actions.tsx';
import { Attempts } from './attempts.tsx';
import { Cost } from './cost.tsx';
import { FaultTold } from './fault-told.tsx';
import { Feedback } from './feedback.tsx';
import { Figures } from './figures.tsx';
import { MessageView } from './message-view.tsx';
import { answersOf, requestsOf } from './messages-of.ts';
import { Metadata } from './metadata.tsx';
import { Headings } from './section.tsx';
import { Way } from './way.tsx';
import { JsonView } from '../../../ui/json-view.tsx';

interface Viewed {
  readonly log: Log;
  /** What of it is looked at: `request`, `response`, `record`; anything else is the summary. */
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  /** The level that headings of its parts have. */
  readonly headings: 2 | 3;
}

const TABS = ['summary', 'request', 'response', 'record'] as const;

/** All that is kept of one request. */
export function LogView({ log, tab, onTab, headings }: Viewed) {
  const opened = TABS.find((each) => each === tab) ?? 'summary';
  return (
    <Headings value={headings}>
      <Stack gap="md">
        <Group gap="sm">
          <OutcomeMark outcome={outcomeOf(log)} size="md" />
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {log.request.method} {log.request.url}
          </Text>
          <Text size="sm" c="dimmed">
            <time dateTime={log.created_at}>{whenOf(Date.parse(log.created_at), Date.now())}</time>
          </Text>
        </Group>
        <FaultTold log={log} />
        <Actions log={log} />
        <Tabs value={opened} onChange={(next) => next !== null && onTab(next)} keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="summary">Summary</Tabs.Tab>
            <Tabs.Tab value="request">Request</Tabs.Tab>
            <Tabs.Tab value="response">Response</Tabs.Tab>
            <Tabs.Tab value="record">Record</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="summary">
            <Stack gap="md">
              <Figures log={log} />
              <Attempts log={log} />
              <Way log={log} />
              <Cost log={log} />
              <Metadata log={log} />
              <Feedback log={log} />
              <About log={log} />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="request">
            <MessageView what="Request" messages={requestsOf(log)} side="asked" />
          </Tabs.Panel>
          <Tabs.Panel value="response">
            <MessageView what="Response" messages={answersOf(log)} side="answered" />
          </Tabs.Panel>
          <Tabs.Panel value="record">
            <JsonView value={log} what="the whole record" maxHeight={720} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Headings>
  );
}
