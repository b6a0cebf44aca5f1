import { ActionIcon, Autocomplete, Group, Paper, SegmentedControl, Select, Stack, Text, Tooltip } from '@mantine/core';
import X from 'lucide-react/icons/x';
import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';
import type { ModelChoice } from '../request/choices.ts';
import { letterOf, type Column } from '../state/column.ts';
import { PromptChoice } from './prompt-choice.tsx';

interface Head {
  readonly column: Column;
  readonly index: number;
  readonly models: readonly ModelChoice[];
  /** Why nothing can be sent. */
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<Omit<Column, 'id'>>) => void;
  /** Left out for the only one. */
  readonly onRemove: (() => void) | undefined;
}

/** More are found by typing a part of their name. */
const MOST_SHOWN = 60;

/** Who is asked in a column: a model or a prompt, straight or through a config. */
export function ColumnHead({ column, index, models, problem, onChange, onRemove }: Head) {
  const mayPrompts = useMay('prompts.list');
  const letter = letterOf(index);
  const groups = [...new Set(models.map(({ group }) => group))];
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Column ${letter}`}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" mih={30}>
          <Group gap="sm" wrap="nowrap">
            <Text fw={600} aria-hidden>
              {letter}
            </Text>
            {mayPrompts && (
              <SegmentedControl
                size="xs"
                aria-label={`What column ${letter} asks`}
                data={[
                  { value: 'model', label: 'Model' },
                  { value: 'prompt', label: 'Prompt' },
                ]}
                value={column.kind}
                onChange={(kind) => onChange({ kind: kind === 'prompt' ? 'prompt' : 'model' })}
              />
            )}
          </Group>
          {onRemove && (
            <Tooltip label={`Remove column ${letter}`}>
              <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={`Remove column ${letter}`}>
                <X size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
        <Group gap="xs" grow align="flex-start" preventGrowOverflow={false}>
          {column.kind === 'prompt' ? (
            <PromptChoice column={column} problem={problem} onChange={onChange} />
          ) : (
            <Autocomplete
              size="xs"
              label="Model"
              placeholder="Choose one, or type its name"
              data={groups.map((group) => ({ group, items: models.filter((each) => each.group === group).map(({ name }) => name) }))}
              limit={MOST_SHOWN}
              value={column.model}
              onChange={(model) => onChange({ model })}
              error={problem}
              miw={180}
              comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
              maxDropdownHeight={320}
              spellCheck={false}
              autoCapitalize="off"
            />
          )}
          <ConfigChoice config={column.config} onChange={(config) => onChange({ config })} />
        </Group>
      </Stack>
    </Paper>
  );
}

function ConfigChoice({ config, onChange }: { readonly config: string; readonly onChange: (config: string) => void }) {
  const may = useMay('configs.list');
  const { data } = useAsk('GET /v1/configs', { query: { ...useWorkspaceQuery(), page_size: 1000 } }, { enabled: may, freshFor: 30_000 });
  const configs = (data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name || slug }));
  if (configs.length === 0 && config === '') return null;
  const known = configs.some(({ value }) => value === config) || config === '' ? configs : [...configs, { value: config, label: config }];
  return (
    <Select
      size="xs"
      label="Through a config"
      placeholder="None"
      data={known}
      value={config === '' ? null : config}
      onChange={(value) => onChange(value ?? '')}
      clearable
      clearButtonProps={{ 'aria-label': 'No config' }}
      searchable
      miw={140}
    />
  );
}
