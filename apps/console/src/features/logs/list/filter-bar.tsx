import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { LogSearch } from '../log-search.ts';
import { KeyField } from './key-field.tsx';
import { SearchField } from './search-field.tsx';
import { TimeField } from './time-field.tsx';
import { ValueField } from './value-field.tsx';

interface Bar {
  readonly search: LogSearch;
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
  readonly keyNames: ReadonlyMap<string, string>;
  /** Why words cannot be looked for. */
  readonly wordsError: string | undefined;
  /** What stands for no limit of time. */
  readonly anyTime?: string;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The filters that are used most. */
export function FilterBar({ search, onChange, keyNames, wordsError, anyTime }: Bar) {
  const { success, metadata = {} } = search;
  const text = (value: string | number | boolean | undefined) => (value === undefined ? '' : String(value));
  const withUser = (user: string) => {
    const { _user: _, ...others } = metadata;
    const pairs = user === '' ? others : { ...others, _user: user };
    onChange({ metadata: Object.keys(pairs).length === 0 ? undefined : pairs });
  };
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} spacing="xs" verticalSpacing="xs" role="search" aria-label="Filters of the log">
      <SearchField
        value={text(search.text ?? search.id)}
        onCommit={(value) => onChange(UUID.test(value) ? { id: value, text: undefined } : { text: value, id: undefined })}
        error={wordsError}
      />
      <TimeField search={search} onChange={onChange} {...(anyTime !== undefined && { anyTime })} />
      <NativeSelect
        size="xs"
        label="Outcome"
        value={text(success)}
        onChange={({ currentTarget: { value } }) => onChange({ success: value === '' ? undefined : value === 'true' })}
        data={[
          { value: '', label: 'Any' },
          { value: 'true', label: 'Succeeded' },
          { value: 'false', label: 'Failed' },
        ]}
      />
      <ValueField
        label="Status"
        value={text(search.status_code)}
        onCommit={(status_code) => onChange({ status_code })}
        known={['status-codes', 'status_code']}
      />
      <ValueField
        label="Model"
        value={text(search.ai_model)}
        onCommit={(ai_model) => onChange({ ai_model })}
        known={['ai-models', 'ai_model']}
      />
      <ValueField
        label="Provider"
        value={text(search.ai_org)}
        onCommit={(ai_org) => onChange({ ai_org })}
        known={['providers', 'provider']}
      />
      <KeyField value={text(search.api_key_ids)} names={keyNames} onCommit={(api_key_ids) => onChange({ api_key_ids })} />
      <ValueField label="User" hint="metadata _user" value={metadata['_user'] ?? ''} onCommit={withUser} known={['users', 'user']} />
    </SimpleGrid>
  );
}
