import { Autocomplete, Code, Group, Stack, Tabs, Text } from '@mantine/core';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CLIENTS, KEY_PLACEHOLDER } from './snippets.ts';

interface SnippetStepParts {
  readonly baseUrl: string;
  /** Undefined where none was made just now. */
  readonly secret: string | undefined;
  readonly model: string;
  readonly models: readonly string[];
  readonly onModel: (model: string) => void;
  readonly client: string;
  readonly onClient: (client: string) => void;
}

/** A first call, ready to run. */
export function SnippetStep({ baseUrl, secret, model, models, onModel, client, onClient }: SnippetStepParts) {
  const values = { baseUrl, key: secret ?? KEY_PLACEHOLDER, model };
  return (
    <Stack gap="sm">
      <Autocomplete
        label="Model"
        description="As calls name it: @, who is called, and the provider’s own name"
        placeholder="@slug/model"
        maw={420}
        limit={50}
        maxDropdownHeight={240}
        data={[...new Set(models)]}
        value={model}
        onChange={onModel}
      />
      <Tabs value={client} onChange={(next) => onClient(next ?? 'curl')} keepMounted={false}>
        <Tabs.List aria-label="How to call">
          {CLIENTS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {CLIENTS.map(({ id, label, file, write }) => (
          <Tabs.Panel key={id} value={id} pt="sm">
            <Group justify="space-between" align="flex-start" wrap="nowrap" mb={6}>
              <Text size="sm" c="dimmed">
                Save it as <Code>{file}</Code> and run it.
                {secret === undefined && (
                  <>
                    {' '}
                    Put your key in the place of <Code>{KEY_PLACEHOLDER}</Code>: it was shown when it was made, and never again.
                  </>
                )}
              </Text>
              <CopyButton text={write(values)} what="the snippet" label="Copy" />
            </Group>
            <Code block tabIndex={0} role="group" aria-label={`Snippet for ${label}`} p="md" style={{ overflowX: 'auto' }}>
              {write(values)}
            </Code>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
