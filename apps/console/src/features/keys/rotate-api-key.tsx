import type { ApiKeyView, RotatedApiKey } from '@sluice/contract';
import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChange } from '../../api/queries.ts';
import { Failed } from '../../ui/failed.tsx';

const HOUR_MS = 3_600_000;
const CHOICES = [
  { ms: 7 * 24 * HOUR_MS, label: 'For seven days', description: 'Time to tell everybody who has it' },
  { ms: 24 * HOUR_MS, label: 'For a day', description: 'Time to put the new one in place' },
  { ms: HOUR_MS, label: 'For an hour', description: 'For what is deployed by a button' },
  { ms: 0, label: 'Not at all', description: 'It has got out: whoever calls with it is refused at once' },
];

interface RotateParts {
  readonly shown: ApiKeyView;
  readonly onRotated: (rotated: RotatedApiKey) => void;
  readonly onCancel: () => void;
}

/** Gives a key a new secret. */
export function RotateApiKey({ shown, onRotated, onCancel }: RotateParts) {
  const [transitionMs, setTransition] = useState(CHOICES[0]!.ms);
  const rotate = useChange('POST /v1/api-keys/{key}/rotate', ['/v1/api-keys']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate({ path: { key: shown.id }, body: { key_transition_period_ms: transitionMs } }, { onSuccess: onRotated });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {rotate.error && <Failed error={rotate.error} title="It was not rotated" />}
        <Text size="sm">“{shown.name}” gets a new secret. All else stays: its name, what it may do, its limits, its log.</Text>
        <Radio.Group
          label="How long the old one goes on beside it"
          value={String(transitionMs)}
          onChange={(ms) => setTransition(Number(ms))}
        >
          <Stack gap="xs" mt={6}>
            {CHOICES.map(({ ms, ...words }) => (
              <Radio key={ms} value={String(ms)} {...words} {...(ms === transitionMs && { 'data-autofocus': true })} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={rotate.isPending}>
            Rotate
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
