import { Accordion, Autocomplete, NumberInput, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useAsk } from '../../../api/queries.ts';
import { useMay, useWorkspaceQuery } from '../../../session/use-session.ts';
import { CodeEditor } from '../../../ui/code-editor.tsx';
import { NUMBERS, type AnswerForm, type Draft, type NumberName } from '../draft/draft.ts';
import type { Field, ReadDraft } from '../draft/read-draft.ts';
import { useModels } from './use-models.ts';

interface SettingsParts {
  readonly draft: Draft;
  readonly problems: ReadDraft['problems'];
  /** Left out: they are only read. */
  readonly onChange: ((draft: Draft) => void) | undefined;
  readonly onSubmit: () => void;
}

const ANSWERS: readonly { readonly value: AnswerForm; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'json_object', label: 'Any JSON' },
  { value: 'json_schema', label: 'JSON by a schema' },
];

/** Whom the prompt asks, and with which parameters. */
export function Settings({ draft, problems, onChange, onSubmit }: SettingsParts) {
  const change = (changed: Partial<Draft>) => onChange?.({ ...draft, ...changed });
  const readOnly = !onChange;
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        Model and parameters
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <VirtualKeyField value={draft.virtualKey} onChange={(virtualKey) => change({ virtualKey })} readOnly={readOnly} />
        <ModelField draft={draft} onChange={(model) => change({ model })} readOnly={readOnly} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 2, xs: 3 }}>
        {NUMBERS.map(({ name, label, ...bounds }) => (
          <NumberInput
            key={name}
            label={label}
            placeholder="the provider’s"
            value={draft.numbers[name] ?? ''}
            onChange={(value) => change({ numbers: withNumber(draft.numbers, name, value) })}
            disabled={readOnly}
            {...bounds}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Answer"
          data={[...ANSWERS]}
          value={draft.answer}
          allowDeselect={false}
          disabled={readOnly}
          onChange={(answer) => change({ answer: answer as AnswerForm })}
        />
        <Autocomplete
          label="Choice of tools"
          placeholder="the model’s"
          data={['auto', 'none', 'required']}
          value={draft.toolChoice}
          onChange={(toolChoice) => change({ toolChoice })}
          error={problems.toolChoice}
          disabled={readOnly}
        />
      </SimpleGrid>
      {draft.answer === 'json_schema' && (
        <JsonField label="Schema of the answer" field="schema" {...{ draft, problems, onChange, onSubmit }} />
      )}
      <Accordion variant="separated" multiple defaultValue={[...(draft.tools ? ['tools'] : []), ...(draft.more ? ['more'] : [])]} order={3}>
        <Accordion.Item value="tools">
          <Accordion.Control>Tools</Accordion.Control>
          <Accordion.Panel>
            <JsonField label="Tools, a list as JSON" field="tools" {...{ draft, problems, onChange, onSubmit }} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="more">
          <Accordion.Control>Other parameters</Accordion.Control>
          <Accordion.Panel>
            <JsonField label="Other parameters, an object as JSON" field="more" {...{ draft, problems, onChange, onSubmit }} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

function withNumber(numbers: Draft['numbers'], name: NumberName, value: number | string): Draft['numbers'] {
  const { [name]: _, ...rest } = numbers;
  return typeof value === 'number' ? { ...rest, [name]: value } : rest;
}

interface OneField {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly readOnly: boolean;
}

function VirtualKeyField({ value, onChange, readOnly }: OneField) {
  const workspace = useWorkspaceQuery();
  const { data } = useAsk('GET /v1/virtual-keys', { query: { ...workspace, page_size: 1_000 } }, { enabled: useMay('virtual_keys.list') });
  const keys = (data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name === slug ? slug : `${name} (${slug})` }));
  return (
    <Select
      label="Provider (virtual key)"
      placeholder="as the call brings it"
      data={value === '' || keys.some((key) => key.value === value) ? keys : [{ value, label: value }, ...keys]}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      searchable
      clearable
      disabled={readOnly}
    />
  );
}

function ModelField({ draft, onChange, readOnly }: Omit<OneField, 'value'> & { readonly draft: Draft }) {
  const models = useModels(draft.virtualKey);
  return (
    <Autocomplete
      label="Model"
      placeholder="as the call says"
      data={[...models]}
      limit={50}
      maxDropdownHeight={320}
      value={draft.model}
      onChange={onChange}
      disabled={readOnly}
    />
  );
}

interface JsonFieldParts extends SettingsParts {
  readonly label: string;
  readonly field: Extract<Field, 'schema' | 'tools' | 'more'>;
}

function JsonField({ label, field, draft, problems, onChange, onSubmit }: JsonFieldParts) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <CodeEditor
        value={draft[field]}
        label={label}
        minHeight={96}
        maxHeight={360}
        onSubmit={onSubmit}
        {...(onChange && { onChange: (text: string) => onChange({ ...draft, [field]: text }) })}
      />
      {problems[field] !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {problems[field]}
        </Text>
      )}
    </Stack>
  );
}
