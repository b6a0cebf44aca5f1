import type { Log, LogFeedback } from '@sluice/contract';
import { Button, Group, NumberInput, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useChange } from '../../../api/queries.ts';
import { Failed } from '../../../ui/failed.tsx';
import { tellDone } from '../../../ui/told.tsx';
import { pairsText, readPairs } from './pairs-text.ts';

interface Form {
  readonly log: Log;
  /** What is changed; undefined for something new. */
  readonly given: LogFeedback | undefined;
  readonly onDone: () => void;
}

/** Takes down what somebody thinks of an answer. */
export function FeedbackForm({ log, given, onDone }: Form) {
  const give = useChange('POST /v1/feedback', ['/v1/logs', '/v1/analytics']);
  const change = useChange('PUT /v1/feedback/{id}', ['/v1/logs', '/v1/analytics']);
  const form = useForm({
    initialValues: { value: given?.value ?? 5, weight: given?.weight ?? 1, metadata: pairsText(given?.metadata ?? {}) },
    validate: {
      value: (value) => (Number.isInteger(value) && Math.abs(value) <= 10 ? null : 'A whole number from −10 to 10'),
      weight: (weight) => (typeof weight === 'number' && weight >= 0 && weight <= 1 ? null : 'From 0 to 1'),
      metadata: (text) => (readPairs(text) ? null : 'On each line a name, a colon and a value'),
    },
  });
  const error = give.error ?? change.error;
  const save = form.onSubmit(({ value, weight, metadata }) => {
    const body = { value, weight, metadata: readPairs(metadata)! };
    const options = {
      onSuccess() {
        tellDone('The feedback is kept');
        onDone();
      },
    };
    if (given) change.mutate({ path: { id: given.id }, body }, options);
    else
      give.mutate(
        {
          body: { ...body, trace_id: log.metrics.trace_id },
          query: { ...(log.workspace_id !== null && { workspace_id: log.workspace_id }) },
        },
        options,
      );
  });
  return (
    <form onSubmit={save} aria-label="Feedback">
      <Stack gap="xs">
        <Group grow gap="xs" align="flex-start">
          <NumberInput size="xs" label="Value, −10 to 10" min={-10} max={10} step={1} autoFocus {...form.getInputProps('value')} />
          <NumberInput size="xs" label="Weight, 0 to 1" min={0} max={1} step={0.1} {...form.getInputProps('weight')} />
        </Group>
        <Textarea
          size="xs"
          label="Metadata"
          description="On each line a name, a colon and a value"
          placeholder="by: ada"
          autosize
          minRows={1}
          maxRows={6}
          {...form.getInputProps('metadata')}
        />
        {error && <Failed error={error} title="The feedback is not kept" />}
        <Group gap="xs" justify="flex-end">
          <Button size="xs" variant="default" onClick={onDone}>
            Leave it
          </Button>
          <Button size="xs" type="submit" loading={give.isPending || change.isPending}>
            {given ? 'Change it' : 'Give it'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
