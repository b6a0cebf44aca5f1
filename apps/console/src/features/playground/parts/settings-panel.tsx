import { Accordion, Autocomplete, Badge, Button, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Problems } from '../request/body-of.ts';
import { isObject, readJson } from '../request/read-json.ts';
import { PARAMETERS } from '../state/parameters.ts';
import type { Format, Settings } from '../state/settings.ts';
import { AN_ANSWER, A_TOOL } from './examples.ts';
import { JsonText } from './json-text.tsx';
import { ParameterField } from './parameter-field.tsx';

interface Panel {
  readonly settings: Settings;
  readonly problems: Problems;
  readonly onChange: (change: Partial<Settings>) => void;
  readonly onSubmit: () => void;
}

/** Everything of a call beside its words and whom it asks. All columns have it in common. */
export function SettingsPanel(parts: Panel) {
  const { settings, problems } = parts;
  const [opened, setOpened] = useState<string[]>(['parameters']);
  // A field with a problem is one that somebody has to see.
  const open = [
    ...new Set([
      ...opened,
      ...(problems.tools ? ['tools'] : []),
      ...(problems.schema ? ['format'] : []),
      ...(problems.metadata || problems.extra ? ['more'] : []),
    ]),
  ];
  const has = (name: string) => open.includes(name);
  const sections = [
    { name: 'parameters', title: 'Parameters', set: Object.keys(settings.parameters).length, inside: <ParameterFields {...parts} /> },
    { name: 'tools', title: 'Tools', set: countIn(settings.tools), inside: <Tools {...parts} /> },
    { name: 'format', title: 'Form of the answer', set: settings.format === 'text' ? 0 : 1, inside: <AnswerForm {...parts} /> },
    {
      name: 'more',
      title: 'More',
      set: [settings.metadata, settings.extra].filter((text) => text.trim() !== '').length,
      inside: <More {...parts} />,
    },
  ];
  return (
    <Accordion multiple variant="contained" value={open} onChange={setOpened} order={2}>
      {sections.map(({ name, title, set, inside }) => (
        <Accordion.Item key={name} value={name}>
          <Accordion.Control>
            <Text span size="sm" fw={600}>
              {title}
            </Text>
            {set > 0 && (
              <Badge ml="xs" size="sm" variant="default" radius="sm">
                {set} set
              </Badge>
            )}
          </Accordion.Control>
          <Accordion.Panel>{has(name) && inside}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function ParameterFields({ settings: { parameters }, onChange }: Panel) {
  return (
    <Stack gap="sm">
      {PARAMETERS.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={parameters[parameter.name]}
          onChange={(value) => {
            const { [parameter.name]: _, ...others } = parameters;
            onChange({ parameters: value === undefined ? others : { ...others, [parameter.name]: value } });
          }}
        />
      ))}
    </Stack>
  );
}

function Tools({ settings: { tools, toolChoice }, problems, onChange, onSubmit }: Panel) {
  return (
    <Stack gap="sm">
      <JsonText
        label="Tools"
        about="A list of what the model may call. What the tools answer, you type."
        value={tools}
        onChange={(next) => onChange({ tools: next })}
        onSubmit={onSubmit}
        problem={problems.tools}
        minHeight={140}
        action={
          tools.trim() === '' && (
            <Button size="compact-xs" variant="default" onClick={() => onChange({ tools: A_TOOL })}>
              Put an example in
            </Button>
          )
        }
      />
      <Autocomplete
        size="xs"
        label="Which must be called"
        placeholder="As the provider has it"
        data={['auto', 'none', 'required', ...namesIn(tools)]}
        value={toolChoice}
        onChange={(next) => onChange({ toolChoice: next })}
      />
    </Stack>
  );
}

function AnswerForm({ settings: { format, schema }, problems, onChange, onSubmit }: Panel) {
  return (
    <Stack gap="sm">
      <Select
        size="xs"
        label="The answer is"
        data={[
          { value: 'text', label: 'Text' },
          { value: 'json_object', label: 'JSON of any form' },
          { value: 'json_schema', label: 'JSON by a schema' },
        ]}
        value={format}
        allowDeselect={false}
        onChange={(next) => onChange({ format: (next ?? 'text') as Format })}
      />
      {format === 'json_schema' && (
        <JsonText
          label="Schema of the answer"
          about="A JSON schema. The answer is checked by it here, too."
          value={schema}
          onChange={(next) => onChange({ schema: next })}
          onSubmit={onSubmit}
          problem={problems.schema}
          minHeight={160}
          action={
            schema.trim() === '' && (
              <Button size="compact-xs" variant="default" onClick={() => onChange({ schema: AN_ANSWER })}>
                Put an example in
              </Button>
            )
          }
        />
      )}
    </Stack>
  );
}

function More({ settings: { stream, metadata, extra }, problems, onChange, onSubmit }: Panel) {
  return (
    <Stack gap="sm">
      <Switch
        size="xs"
        label="Stream the answer"
        description="Words are shown as they come"
        checked={stream}
        onChange={({ currentTarget }) => onChange({ stream: currentTarget.checked })}
      />
      <JsonText
        label="Metadata"
        about="Names and texts by which the request is found in the log."
        value={metadata}
        onChange={(next) => onChange({ metadata: next })}
        onSubmit={onSubmit}
        problem={problems.metadata}
      />
      <JsonText
        label="Anything else"
        about="More members of the request's body; they go before the fields above."
        value={extra}
        onChange={(next) => onChange({ extra: next })}
        onSubmit={onSubmit}
        problem={problems.extra}
      />
    </Stack>
  );
}

function countIn(tools: string): number {
  const read = readJson(tools, 'list');
  return read.ok ? (read.value?.length ?? 0) : 0;
}

function namesIn(tools: string): readonly string[] {
  const read = readJson(tools, 'list');
  if (!read.ok) return [];
  const names = (read.value ?? []).map((tool) => (isObject(tool) && isObject(tool['function']) ? tool['function']['name'] : undefined));
  return names.filter((name) => typeof name === 'string');
}
