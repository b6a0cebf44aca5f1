import type { LogSummary } from '@sluice/contract';
import { Anchor, Group, Loader, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Requests } from './requests.tsx';
import type { Tail } from './use-tail.ts';

interface ArrivalParts {
  readonly records: readonly LogSummary[];
  readonly state: Tail['state'];
}

/** The first requests as they arrive. */
export const ArrivalStep = ({ records, state }: ArrivalParts) => (
  <div role="status" aria-live="polite">
    {records.length === 0 ? (
      <Group gap="sm">
        {state !== 'over' && <Loader size="xs" aria-hidden />}
        <Text size="sm">
          {state === 'over'
            ? 'The live view was refused. Requests are found in the logs all the same.'
            : 'Waiting for it. It shows up here a moment after you run the snippet.'}
        </Text>
      </Group>
    ) : (
      <>
        <Requests records={records} />
        <Group gap="md" mt="xs">
          <Anchor component={Link} to="/logs" size="sm">
            All requests
          </Anchor>
          <Anchor component={Link} to="/playground" size="sm">
            Talk to a model
          </Anchor>
        </Group>
      </>
    )}
  </div>
);
