import { Alert, Anchor, Badge, Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import Play from 'lucide-react/icons/play';
import Square from 'lucide-react/icons/square';
import { Failed } from '../../../ui/failed.tsx';
import { JsonView } from '../../../ui/json-view.tsx';
import { durationOf } from '../../../ui/words-for-time.ts';
import { TrialCost } from './trial-cost.tsx';
import type { Trial } from './use-trial.ts';

interface TrialParts {
  readonly trial: Trial | undefined;
  /** `version 3`, `what you have written` */
  readonly what: string;
  /** Why it cannot be tried now. */
  readonly whyNot: string | undefined;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

/** Asks the model, and shows what it says while it comes: as text, whatever it is. */
export function TrialPanel({ trial, what, whyNot, onRun, onStop }: TrialParts) {
  const running = trial?.state === 'running';
  return (
    <Stack gap="xs" component="section" aria-labelledby="trial-title">
      <Group justify="space-between">
        <Title order={2} size="h5" id="trial-title">
          Try it
        </Title>
        {running ? (
          <Button size="xs" variant="default" leftSection={<Square size={13} aria-hidden />} onClick={onStop}>
            Stop
          </Button>
        ) : (
          <Button size="xs" leftSection={<Play size={14} aria-hidden />} onClick={onRun} disabled={whyNot !== undefined} title="Ctrl Enter">
            Run
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {whyNot ?? `Calls the model with ${what}, as you. It costs what a call costs.`}
      </Text>
      {trial && <Outcome trial={trial} />}
    </Stack>
  );
}

function Outcome({ trial: { state, heard, error, firstMs, totalMs, logId } }: { readonly trial: Trial }) {
  return (
    <Paper withBorder p="xs">
      <Stack gap="xs" aria-busy={state === 'running'}>
        {error !== undefined && <Failed error={error} />}
        {heard.failure !== undefined && (
          <Alert color="red" variant="outline" title="The answer broke off" role="alert">
            {heard.failure}
          </Alert>
        )}
        {(heard.text !== '' || state === 'running') && (
          <Code
            block
            tabIndex={0}
            role="region"
            aria-label="The answer"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 420, overflow: 'auto' }}
          >
            {heard.text === '' ? '…' : heard.text}
          </Code>
        )}
        {heard.toolCalls.map(({ name, arguments: text }, index) => (
          <Stack key={index} gap={2}>
            <Text size="sm">
              It calls <Code>{name}</Code>
            </Text>
            <JsonView value={text} what={`The arguments of ${name}`} maxHeight={200} />
          </Stack>
        ))}
        <Group gap="xs" role="status">
          <Badge variant="default" tt="none">
            {WORDS[state]}
          </Badge>
          {heard.finish !== undefined && heard.finish !== 'stop' && (
            <Badge variant="default" tt="none">
              ended by {heard.finish}
            </Badge>
          )}
          {firstMs !== undefined && <Text size="xs">first word {durationOf(firstMs)}</Text>}
          {totalMs !== undefined && <Text size="xs">in all {durationOf(totalMs)}</Text>}
          {totalMs !== undefined && logId !== undefined && <TrialCost logId={logId} />}
          {logId !== undefined && totalMs !== undefined && (
            <Anchor size="xs" component={Link} to={'/logs/$id' as string} params={{ id: logId } as never}>
              its record
            </Anchor>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

const WORDS = { running: 'being written', done: 'done', failed: 'failed', stopped: 'stopped' } as const;
