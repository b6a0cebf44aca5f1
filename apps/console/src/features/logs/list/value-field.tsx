import { Autocomplete } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useKnownValues } from './use-known-values.ts';

interface Field {
  readonly label: string;
  readonly hint?: string | undefined;
  /** As the address has it. */
  readonly value: string;
  /** `''` for none. */
  readonly onCommit: (value: string) => void;
  /** Values are suggested from these sums. */
  readonly known?: readonly [by: string, member: string] | undefined;
  readonly autoFocus?: boolean;
}

/** A value that counts once it is entered or left, with suggestions of those that there are. */
export function ValueField({ label, hint, value, onCommit, known, autoFocus = false }: Field) {
  const [typed, setTyped] = useState(value);
  const [isUsed, setUsed] = useState(autoFocus);
  useEffect(() => setTyped(value), [value]);
  const suggestions = useKnownValues(known, isUsed);
  const commit = (next: string) => {
    if (next.trim() !== value) onCommit(next.trim());
  };
  return (
    <Autocomplete
      size="xs"
      label={label}
      placeholder={hint ?? 'any'}
      data={suggestions}
      limit={20}
      value={typed}
      onChange={setTyped}
      onFocus={() => setUsed(true)}
      onBlur={() => commit(typed)}
      onOptionSubmit={commit}
      onKeyDown={(event) => {
        // With a suggestion marked, Enter takes that one.
        if (event.key === 'Enter' && !event.currentTarget.getAttribute('aria-activedescendant')) commit(typed);
      }}
      autoFocus={autoFocus}
      clearable
      maxLength={500}
    />
  );
}
