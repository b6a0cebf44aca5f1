import { Button, Group, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';

const route = getRouteApi('/inside/team');

const FIELDS = [
  { name: 'actor', label: 'Who', placeholder: 'user:… or key:…', type: 'text' },
  { name: 'action', label: 'What', placeholder: 'configs.update', type: 'text' },
  { name: 'resource', label: 'To what kind', placeholder: 'config', type: 'text' },
  { name: 'from', label: 'From', placeholder: '', type: 'date' },
  { name: 'to', label: 'Until', placeholder: '', type: 'date' },
] as const;

/** Narrows the audit log; what is asked for stands in the address. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = FIELDS.flatMap(({ name }) => {
      const value = (typed[name] ?? search[name] ?? '').trim();
      return value === '' ? [] : [[name, value] as const];
    });
    void navigate({ search: { tab: 'audit', ...Object.fromEntries(wanted) } });
  };
  const clear = () => {
    setTyped({});
    void navigate({ search: { tab: 'audit' } });
  };
  return (
    <form onSubmit={submit} role="search" aria-label="Narrow the audit log">
      <Group align="flex-end" gap="xs">
        {FIELDS.map(({ name, label, placeholder, type }) => (
          <TextInput
            key={name}
            label={label}
            type={type}
            size="xs"
            w={type === 'date' ? 130 : 160}
            placeholder={placeholder}
            value={typed[name] ?? search[name] ?? ''}
            onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
          />
        ))}
        <Button type="submit" size="xs" variant="default">
          Narrow
        </Button>
        {FIELDS.some(({ name }) => search[name] !== undefined) && (
          <Button size="xs" variant="subtle" onClick={clear}>
            Show all
          </Button>
        )}
      </Group>
    </form>
  );
}
