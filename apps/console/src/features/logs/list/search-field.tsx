import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import Search from 'lucide-react/icons/search';
import { useEffect, useRef, useState } from 'react';

interface Field {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Why the gateway cannot look for it. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
}

/** The search field of the page: `/` goes to it. */
export function SearchField({ value, onCommit, error, placeholder = 'Words of a request or an answer, or an id' }: Field) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <TextInput
      ref={field}
      size="xs"
      label="Search"
      placeholder={placeholder}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton
            size="xs"
            aria-label="Empty the search"
            onClick={() => {
              setTyped('');
              onCommit('');
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed.trim() !== value && onCommit(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed.trim() !== value) onCommit(typed.trim());
      }}
      maxLength={500}
      error={error}
    />
  );
}
