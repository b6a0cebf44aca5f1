import { Button, Group, NumberInput, Popover, Select, Stack, TextInput } from '@mantine/core';
import ListFilter from 'lucide-react/icons/list-filter';
import { useState } from 'react';
import { FILTERS, type Filter } from '../filters.ts';
import type { LogSearch } from '../log-search.ts';
import { ValueField } from './value-field.tsx';

interface Adding {
  readonly search: LogSearch;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
}

/** Any filter there is, by its name. */
export function AddFilter({ search, onChange }: Adding) {
  const [opened, setOpened] = useState(false);
  const [label, setLabel] = useState<string | null>(null);
  const filter = FILTERS.find((each) => each.label === label);
  const add = (change: Readonly<Record<string, unknown>>) => {
    setOpened(false);
    setLabel(null);
    onChange(change);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus withinPortal width={320}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<ListFilter size={14} aria-hidden />} onClick={() => setOpened((was) => !was)}>
          Add a filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Add a filter">
        <Stack gap="xs">
          <Select
            size="xs"
            label="Filter by"
            placeholder="Type to find one"
            data={FILTERS.map((each) => each.label)}
            value={label}
            onChange={setLabel}
            searchable
            nothingFoundMessage="No such filter"
            comboboxProps={{ withinPortal: false }}
            data-autofocus
          />
          {filter && <FilterForm key={filter.label} filter={filter} search={search} onAdd={add} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface FormParts {
  readonly filter: Filter;
  readonly search: LogSearch;
  readonly onAdd: (change: Readonly<Record<string, unknown>>) => void;
}

function FilterForm({ filter, search, onAdd }: FormParts) {
  const given = search as Readonly<Record<string, unknown>>;
  if (filter.kind === 'words')
    return (
      <ValueField
        label={`${filter.label}: one, or several with commas`}
        hint={filter.hint}
        value={String((given[filter.name] as string | undefined) ?? '')}
        onCommit={(value) => onAdd({ [filter.name]: value })}
        known={filter.known}
        autoFocus
      />
    );
  if (filter.kind === 'choice')
    return (
      <Group gap="xs" role="group" aria-label={filter.label}>
        {filter.choices.map(([value, words]) => (
          <Button key={value} size="xs" variant="default" onClick={() => onAdd({ [filter.name]: asGiven(value) })}>
            {words}
          </Button>
        ))}
      </Group>
    );
  return filter.kind === 'range' ? <RangeForm filter={filter} onAdd={onAdd} /> : <MetadataForm search={search} onAdd={onAdd} />;
}

function RangeForm({ filter, onAdd }: { readonly filter: Extract<Filter, { kind: 'range' }>; readonly onAdd: FormParts['onAdd'] }) {
  const [min, setMin] = useState<string | number>('');
  const [max, setMax] = useState<string | number>('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ [`${filter.name}_min`]: min, [`${filter.name}_max`]: max });
      }}
    >
      <Stack gap="xs">
        <Group grow gap="xs">
          <NumberInput size="xs" label="From" value={min} onChange={setMin} hideControls data-autofocus />
          <NumberInput size="xs" label="Up to" value={max} onChange={setMax} hideControls />
        </Group>
        <Button size="xs" type="submit">
          Filter by {filter.label.toLowerCase()} ({filter.unit})
        </Button>
      </Stack>
    </form>
  );
}

function MetadataForm({ search, onAdd }: { readonly search: LogSearch; readonly onAdd: FormParts['onAdd'] }) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ metadata: { ...search.metadata, [name.trim()]: value.trim() } });
      }}
    >
      <Stack gap="xs">
        <Group grow gap="xs">
          <TextInput
            size="xs"
            label="Name"
            placeholder="team"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <TextInput size="xs" label="Value" value={value} onChange={(event) => setValue(event.currentTarget.value)} required />
        </Group>
        <Button size="xs" type="submit">
          Filter by metadata
        </Button>
      </Stack>
    </form>
  );
}

/** An address has `true` as such, and not as a text. */
const asGiven = (value: string): string | boolean => (value === 'true' || value === 'false' ? value === 'true' : value);
