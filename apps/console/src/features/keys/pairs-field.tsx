import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';

/** A name and its value. */
export type Pair = readonly [name: string, value: string];

interface PairsFieldParts {
  readonly value: readonly Pair[];
  readonly onChange: (value: readonly Pair[]) => void;
  readonly description: string;
  readonly error?: string | undefined;
}

/** Metadata: names and values. */
export function PairsField({ value, onChange, description, error }: PairsFieldParts) {
  const set = (index: number, pair: Pair) => onChange(value.map((each, at) => (at === index ? pair : each)));
  return (
    <Fieldset legend="Metadata" variant="default">
      <Stack gap="xs" align="flex-start">
        <Text size="sm" c="dimmed">
          {description}
        </Text>
        {value.map(([name, text], index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`Name ${index + 1}`}
              placeholder="team"
              maxLength={128}
              value={name}
              onChange={(event) => set(index, [event.currentTarget.value, text])}
            />
            <TextInput
              aria-label={`Value ${index + 1}`}
              placeholder="core"
              maxLength={128}
              value={text}
              onChange={(event) => set(index, [name, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take pair ${index + 1} away`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {error !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
        <Button variant="default" size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={() => onChange([...value, ['', '']])}>
          Add a pair
        </Button>
      </Stack>
    </Fieldset>
  );
}
