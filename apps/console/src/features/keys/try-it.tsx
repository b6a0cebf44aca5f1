import { Alert, Anchor, Autocomplete, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import CircleCheck from 'lucide-react/icons/circle-check';
import { useState, type FormEvent } from 'react';
import { forget } from '../../api/queries.ts';
import type { Refused } from '../../api/refused.ts';
import { Failed } from '../../ui/failed.tsx';
import { durationOf } from '../../ui/words-for-time.ts';
import { useModelsOf } from '../../api/models.ts';
import { likelyModel } from './likely-model.ts';
import { tryVirtualKey, type Tried } from './try-virtual-key.ts';

interface TryItParts {
  readonly slug: string;
  /** By slug: who pays. */
  readonly workspace: string;
  readonly operations: readonly string[];
  readonly onAnswered?: (model: string) => void;
}

/** One tiny call, to see whether a key works. */
export function TryIt({ slug, workspace, operations, onAnswered }: TryItParts) {
  const models = useModelsOf(slug, workspace);
  const client = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const model = typed ?? likelyModel(models.data ?? []) ?? '';
  const call = useMutation<Tried, Refused>({
    mutationFn: () => tryVirtualKey({ slug, model, workspace, operations }),
    onSuccess: () => onAnswered?.(model),
    onSettled: () => forget(client, ['/v1/logs', '/v1/analytics', '/v1/admin/start', '/v1/admin/targets']),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    call.mutate();
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <Autocomplete
            label="Model"
            placeholder={models.isLoading ? 'Asking which there are…' : 'As the provider calls it'}
            required
            limit={50}
            maxDropdownHeight={240}
            w={320}
            maw="100%"
            data={[...new Set(models.data ?? [])]}
            value={model}
            onChange={setTyped}
          />
          <Button type="submit" variant="default" loading={call.isPending}>
            Try it
          </Button>
        </Group>
      </form>
      <div role="status">
        {call.data && !call.isPending && (
          <Alert variant="default" icon={<CircleCheck size={18} aria-hidden color="var(--mantine-color-teal-7)" />} title="It answers">
            <Text size="sm">
              Status {call.data.status} in {durationOf(call.data.tookMs)}, by {call.data.model}.{' '}
              {call.data.logId !== undefined && (
                <Anchor component={Link} to={`/logs/${call.data.logId}`} size="sm" underline="always">
                  See the request
                </Anchor>
              )}
            </Text>
          </Alert>
        )}
      </div>
      {call.error && <Failed error={call.error} title={titleOf(call.error.status)} />}
    </Stack>
  );
}

function titleOf(status: number): string {
  if (status === 0) return 'It was not asked';
  return status >= 500 ? `It did not answer: status ${status}` : `It refused: status ${status}`;
}
