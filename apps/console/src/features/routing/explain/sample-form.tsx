import { Autocomplete, Button, Group, SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { KnownThing } from '../language/known-things.ts';
import { questionOf, type Question, type Sample, type SampleFaults } from './sample.ts';

interface Form {
  readonly sample: Sample;
  readonly onChange: (sample: Sample) => void;
  readonly onAsk: (question: Question) => void;
  readonly models: readonly KnownThing[];
  readonly isAsking: boolean;
  /** Why nothing can be asked: the config is none yet. */
  readonly blocked: string | undefined;
}

const PATHS = [
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/messages',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/images/generations',
  '/v1/audio/speech',
  '/v1/moderations',
];

/** A request to try a config with. */
export function SampleForm({ sample, onChange, onAsk, models, isAsking, blocked }: Form) {
  const [faults, setFaults] = useState<SampleFaults>({});
  const set = (change: Partial<Sample>) => onChange({ ...sample, ...change });
  const ask = (event?: FormEvent) => {
    event?.preventDefault();
    const { question, faults: found } = questionOf(sample);
    setFaults(found);
    if (Object.keys(found).length === 0 && blocked === undefined) onAsk(question);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask();
  };
  const isWhole = sample.body !== undefined;
  return (
    <form onSubmit={ask} onKeyDown={onKey} aria-label="A request to try it with">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: isWhole ? 1 : 2 }}>
          <Autocomplete label="Address" data={PATHS} value={sample.path} onChange={(path) => set({ path })} error={faults.path} />
          {!isWhole && (
            <Autocomplete
              label="Model"
              placeholder="as the call names it"
              data={[...new Set(models.map(({ text }) => text))]}
              value={sample.model}
              onChange={(model) => set({ model })}
              limit={50}
            />
          )}
        </SimpleGrid>
        {isWhole ? (
          <Textarea
            label="Body, as JSON"
            autosize
            minRows={4}
            maxRows={14}
            value={sample.body}
            onChange={({ currentTarget }) => set({ body: currentTarget.value })}
            error={faults.body}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
          />
        ) : (
          <Textarea
            label="Message"
            autosize
            minRows={1}
            maxRows={6}
            value={sample.message}
            onChange={({ currentTarget }) => set({ message: currentTarget.value })}
          />
        )}
        <TextInput
          label="Metadata"
          description="What conditions and experiments may look at: an object as JSON"
          placeholder='{"plan": "paid", "_user": "alice"}'
          value={sample.metadata}
          onChange={({ currentTarget }) => set({ metadata: currentTarget.value })}
          error={faults.metadata}
        />
        <Textarea
          label="Headers"
          description="A line each"
          placeholder="x-team: blue"
          autosize
          minRows={1}
          maxRows={5}
          value={sample.headers}
          onChange={({ currentTarget }) => set({ headers: currentTarget.value })}
          error={faults.headers}
        />
        <Group justify="space-between">
          <Switch
            label="Write the whole body"
            checked={isWhole}
            onChange={({ currentTarget }) =>
              set({
                body: currentTarget.checked ? JSON.stringify(questionOf({ ...sample, body: undefined }).question.body, null, 2) : undefined,
              })
            }
          />
          <Button type="submit" loading={isAsking} disabled={blocked !== undefined} title={blocked}>
            Explain
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
