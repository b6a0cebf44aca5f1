import type { Log, LogFeedback } from '@sluice/contract';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../../session/use-session.ts';
import { Moment } from '../../../ui/moment.tsx';
import { FeedbackForm } from './feedback-form.tsx';
import { pairsText } from './pairs-text.ts';
import { Section } from './section.tsx';

/** What people and checks thought of the answer: to read, to give, to change. */
export function Feedback({ log }: { readonly log: Log }) {
  const [open, setOpen] = useState<'new' | LogFeedback>();
  const mayWrite = useMay('logs.write');
  const mayCall = useMay('completions.write');
  const mayGive = mayWrite || mayCall;
  return (
    <Section
      title="Feedback"
      actions={
        mayGive &&
        open === undefined && (
          <Button size="xs" variant="default" onClick={() => setOpen('new')}>
            Give feedback
          </Button>
        )
      }
    >
      {log.feedback.length === 0 && open === undefined && (
        <Text size="sm" c="dimmed">
          None yet. It is kept by the trace, and counts in charts and in the comparison of variants.
        </Text>
      )}
      {log.feedback.map((each) => (
        <Group key={each.id} justify="space-between" gap="xs">
          <Stack gap={0}>
            <Text size="sm">
              <b>{each.value}</b> of 10, weight {each.weight}, <Moment at={each.created_at} />
            </Text>
            {Object.keys(each.metadata).length > 0 && (
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {pairsText(each.metadata)}
              </Text>
            )}
          </Stack>
          {mayGive && (
            <Button size="xs" variant="default" onClick={() => setOpen(each)} aria-label={`Change the feedback ${each.value}`}>
              Change
            </Button>
          )}
        </Group>
      ))}
      {open !== undefined && (
        <FeedbackForm
          key={open === 'new' ? 'new' : open.id}
          log={log}
          given={open === 'new' ? undefined : open}
          onDone={() => setOpen(undefined)}
        />
      )}
    </Section>
  );
}
