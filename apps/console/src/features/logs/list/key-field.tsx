import { Select } from '@mantine/core';
import { ValueField } from './value-field.tsx';

interface Field {
  readonly value: string;
  readonly names: ReadonlyMap<string, string>;
  readonly onCommit: (value: string) => void;
}

/** An API key by its name; by its id for who may not see their names. */
export function KeyField({ value, names, onCommit }: Field) {
  if (names.size === 0 || value.includes(','))
    return <ValueField label="API key" hint="its id" value={value} onCommit={onCommit} known={['api-keys', 'api_key_id']} />;
  const keys = [...names].map(([id, name]) => ({ value: id, label: name }));
  const isOther = value !== '' && !names.has(value);
  return (
    <Select
      size="xs"
      label="API key"
      placeholder="any"
      data={isOther ? [...keys, { value, label: value }] : keys}
      value={value === '' ? null : value}
      onChange={(id) => onCommit(id ?? '')}
      searchable
      clearable
    />
  );
}
