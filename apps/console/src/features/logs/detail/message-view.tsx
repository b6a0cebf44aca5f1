import { Alert, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { JsonView } from '../../../ui/json-view.tsx';
import { answeredIn, askedIn } from './conversation.ts';
import { ConversationView } from './conversation-view.tsx';
import { HeadersTable } from './headers-table.tsx';

/** One message as it went over one of the two lines. */
export interface Message {
  /** `As it came` */
  readonly name: string;
  /** Method and address, or the status. */
  readonly line: string;
  /** Null where none are kept. */
  readonly headers: Readonly<Record<string, string>> | null;
  /** Null where none is kept. */
  readonly body: unknown;
  readonly isCut: boolean;
}

interface Shown {
  /** `Request` */
  readonly what: string;
  /** The caller's and the provider's, if there was one. */
  readonly messages: readonly Message[];
  readonly side: 'asked' | 'answered';
}

/** What was said on one side of the gateway or the other: to read, as JSON, and its headers. */
export function MessageView({ what, messages, side }: Shown) {
  const [chosen, setChosen] = useState(0);
  const [view, setView] = useState<'read' | 'json' | 'headers'>('read');
  const message = messages[chosen] ?? messages[0]!;
  const { body, isCut } = message;
  const turns = useMemo(() => (side === 'asked' ? askedIn(body) : answeredIn(body)), [side, body]);
  const shown = view === 'read' && !turns ? 'json' : view;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        {messages.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={`Which ${what.toLowerCase()}`}
            value={`${chosen}`}
            onChange={(value) => setChosen(Number(value))}
            data={messages.map(({ name }, index) => ({ value: `${index}`, label: name }))}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={`How the ${what.toLowerCase()} is shown`}
          value={shown}
          onChange={(value) => setView(value as typeof view)}
          data={[
            { value: 'read', label: 'To read', disabled: !turns },
            { value: 'json', label: 'JSON' },
            { value: 'headers', label: 'Headers' },
          ]}
        />
      </Group>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {message.line}
      </Text>
      {isCut && (
        <Alert color="yellow" variant="light" title="Not the whole of it">
          <Text size="sm">It was longer than is kept. Set SLUICE_LOG_BODY_BYTES for more.</Text>
        </Alert>
      )}
      {shown === 'headers' && <HeadersTable headers={message.headers} label={`Headers of the ${what.toLowerCase()}`} />}
      {shown !== 'headers' && body === null && (
        <Text size="sm" c="dimmed">
          What was said is not kept: there was nothing, or the key, the call or the gateway (SLUICE_LOG_BODIES) wanted it so.
        </Text>
      )}
      {shown === 'json' && body !== null && <JsonView value={body} what={`the ${what.toLowerCase()}`} maxHeight={640} />}
      {shown === 'read' && turns && <ConversationView turns={turns} label={side === 'asked' ? 'What was asked' : 'What was answered'} />}
    </Stack>
  );
}
