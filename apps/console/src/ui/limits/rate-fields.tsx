import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { UNITS, type RateDraft } from './limits.ts';

interface RateFieldsParts {
  readonly value: readonly RateDraft[];
  readonly onChange: (value: readonly RateDraft[]) => void;
  readonly error?: string | undefined;
}

const UNIT_CHOICES = Object.entries(UNITS).map(([value, word]) => ({ value, label: `a ${word}`.replace('a hour', 'an hour') }));

/** How much may be asked in a while. */
export function RateFields({ value, onChange, error }: RateFieldsParts) {
  const change = (index: number, part: Partial<RateDraft>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Fieldset legend="Rates" variant="default">
      <Stack gap="xs" align="flex-start">
        {value.length === 0 && (
          <Text size="sm" c="dimmed">
            No limit on how much is asked in a while.
          </Text>
        )}
        {value.map((rate, index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <NumberInput
              aria-label={`How many, rate ${index + 1}`}
              min={1}
              thousandSeparator=","
              hideControls
              w={110}
              value={rate.value}
              onChange={(typed) => change(index, { value: typeof typed === 'number' ? typed : '' })}
            />
            <Select
              aria-label={`Of what, rate ${index + 1}`}
              w={125}
              allowDeselect={false}
              data={['requests', 'tokens']}
              value={rate.type}
              onChange={(type) => change(index, { type: type as RateDraft['type'] })}
            />
            <Select
              aria-label={`In how long, rate ${index + 1}`}
              w={115}
              allowDeselect={false}
              data={UNIT_CHOICES}
              value={rate.unit}
              onChange={(unit) => change(index, { unit: unit as RateDraft['unit'] })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take rate ${index + 1} away`}
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
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...value, { value: '', type: 'requests', unit: 'rpm' }])}
        >
          Add a rate
        </Button>
      </Stack>
    </Fieldset>
  );
}
