import { Button, Group } from '@mantine/core';
import X from 'lucide-react/icons/x';
import type { Chip } from '../chips.ts';

interface Row {
  readonly chips: readonly Chip[];
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
  readonly onClear: () => void;
}

/** All that narrows the list, each with its way out. */
export function ChipRow({ chips, onChange, onClear }: Row) {
  if (chips.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label="Filters that are on">
      {chips.map(({ label, without }) => (
        <Button
          key={label}
          size="compact-xs"
          variant="default"
          radius="xl"
          rightSection={<X size={12} aria-hidden />}
          aria-label={`Remove the filter ${label}`}
          onClick={() => onChange(without)}
          maw={320}
        >
          {label}
        </Button>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        Remove all
      </Button>
    </Group>
  );
}
