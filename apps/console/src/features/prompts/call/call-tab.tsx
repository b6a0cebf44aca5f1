import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { JsonView } from '../../../ui/json-view.tsx';
import { Title } from '@mantine/core';
import type { Version } from '../draft/open-draft.ts';
import type { Variable } from '../template/variables.ts';
import { snippetsOf } from './snippets.ts';

interface CallParts {
  readonly slug: string;
  readonly versions: readonly Version[];
  readonly variables: readonly Variable[];
  /** Samples, as far as there are. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The call of a prompt, to be copied into an app. */
export function CallTab({ slug, versions, variables, values }: CallParts) {
  const workspace = useWorkspaceQuery();
  const { data } = useAsk('GET /v1/labels', { query: { ...workspace, page_size: 1_000 } });
  const [reference, setReference] = useState(slug);
  const samples = Object.fromEntries(variables.map(({ name }) => [name, values[name] ?? '…']));
  return (
    <Stack gap="md" maw={860}>
      <Select
        label="Which version"
        data={[{ value: slug, label: 'The published one, whichever it is' }, ...referencesOf(slug, versions, data?.data ?? [])]}
        value={reference}
        onChange={(next) => setReference(next ?? slug)}
        allowDeselect={false}
        maw={360}
      />
      <Text size="sm" c="dimmed">
        Needs an API key that may call (completions.write), in SLUICE_KEY. The variables are those that stand on the first tab.
      </Text>
      {snippetsOf({ baseUrl: `${window.location.origin}/v1`, reference, variables: samples }).map(({ name, text }) => (
        <Stack key={name} gap={4}>
          <Title order={2} size="h5">
            {name}
          </Title>
          <JsonView value={text} what={`the call by ${name}`} />
        </Stack>
      ))}
    </Stack>
  );
}

function referencesOf(slug: string, versions: readonly Version[], labels: readonly { readonly id: string; readonly name: string }[]) {
  const borne = versions.flatMap(({ label_id: id }) => labels.filter((label) => label.id === id));
  return [
    { value: `${slug}@latest`, label: 'The newest, published or not' },
    ...borne.map(({ name }) => ({ value: `${slug}@${name}`, label: `The one that bears ${name}` })),
    ...versions.map(({ prompt_version: number = 1 }) => ({ value: `${slug}@${number}`, label: `Version ${number}` })),
  ];
}
