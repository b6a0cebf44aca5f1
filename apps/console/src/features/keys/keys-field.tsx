import { ActionIcon, Button, Group, PasswordInput, Stack } from '@mantine/core';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';

interface KeysFieldParts {
  readonly label: string;
  readonly required: boolean;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
}

/** A provider's key; of several, calls take turns. */
export function KeysField({ label, required, value, onChange, error }: KeysFieldParts) {
  const isOne = value.length === 1;
  return (
    <Stack gap="xs" align="stretch">
      {value.map((key, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <PasswordInput
            flex={1}
            label={isOne ? label : `${label} ${index + 1}`}
            {...(index === 0 && { description: 'It is sealed in the database, and never shown again' })}
            required={required && index === 0}
            autoComplete="off"
            value={key}
            onChange={(event) => onChange(value.map((each, at) => (at === index ? event.currentTarget.value : each)))}
            error={index === 0 && error}
            visibilityToggleButtonProps={{ 'aria-label': `Show ${isOne ? label : `${label} ${index + 1}`}`, tabIndex: 0 }}
          />
          {!isOne && (
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={`Take ${label} ${index + 1} away`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...value, ''])}
      >
        Another key, to take turns
      </Button>
    </Stack>
  );
}
