import { Button, Group, Paper, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { callModel } from '../../../api/call-model.ts';
import { useMay, useWorkPlace } from '../../../session/use-session.ts';
import { tellFailed } from '../../../ui/told.tsx';
import { bodyToPage, type OnPage } from '../open/body-to-page.ts';
import { isObject } from '../request/read-json.ts';
import { useVariables } from '../request/use-versions.ts';
import { variablesOf } from '../request/variables-of.ts';
import { promptReference, type Column } from '../state/column.ts';

interface VariablesParts {
  readonly columns: readonly Column[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: string) => void;
  /** A prompt's words are to stand on the page, to be edited. */
  readonly onUnpack: (column: Column, page: OnPage) => void;
}

/** What the prompts of the columns are filled in with. Nothing where no column asks a prompt. */
export function Variables({ columns, values, onChange, onUnpack }: VariablesParts) {
  const names = useVariables(columns);
  const prompts = columns.filter(({ kind, prompt }) => kind === 'prompt' && prompt !== '');
  if (prompts.length === 0) return null;
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h5">
            Variables
          </Title>
          <Group gap="xs">
            {prompts.map((column) => (
              <Unpack key={column.id} column={column} values={values} onUnpack={onUnpack} />
            ))}
          </Group>
        </Group>
        {names.length === 0 && (
          <Text size="sm" c="dimmed">
            These prompts have no variables of their own. What you write below follows their messages.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {names.map((name) => (
            <Textarea
              key={name}
              size="xs"
              label={name}
              description="Text; a list or an object as JSON"
              autosize
              minRows={1}
              maxRows={8}
              value={values[name] ?? ''}
              onChange={({ currentTarget }) => onChange(name, currentTarget.value)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function Unpack({ column, values, onUnpack }: Pick<VariablesParts, 'values' | 'onUnpack'> & { readonly column: Column }) {
  const [isBusy, setBusy] = useState(false);
  const place = useWorkPlace();
  const may = useMay('prompts.render');
  if (!may || !place) return null;
  const unpack = async () => {
    setBusy(true);
    try {
      const path = `/v1/prompts/${encodeURIComponent(promptReference(column))}/render`;
      const response = await callModel({ path, body: { variables: variablesOf(values) }, workspace: place.slug });
      const reply: unknown = await response.json();
      if (isObject(reply) && isObject(reply['data'])) onUnpack(column, bodyToPage(reply['data']));
    } catch (error) {
      tellFailed('The prompt was not filled in', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void unpack()}>
      Edit {promptReference(column)} as messages
    </Button>
  );
}
