import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import Search from 'lucide-react/icons/search';
import { useEffect, useRef, useState } from 'react';

/** After so long without another letter somebody has typed what they look for. */
const TYPED_MS = 250;

interface SearchParts {
  readonly value: string;
  readonly onSearch: (value: string) => void;
  /** `Search prompts` */
  readonly label: string;
}

/** The field by which a page is searched: `/` comes to it. */
export function SearchField({ value, onSearch, label }: SearchParts) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const said = useRef(value);
  const say = useDebouncedCallback((next: string) => {
    said.current = next;
    onSearch(next);
  }, TYPED_MS);
  useHotkeys([['/', () => field.current?.focus()]]);
  // Another address, typed or gone back to, says something else; the echo of what was said here must not undo what is typed since.
  useEffect(() => {
    if (value !== said.current) setTyped(value);
    said.current = value;
  }, [value]);
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        say(currentTarget.value);
      }}
      leftSection={<Search size={16} aria-hidden />}
      rightSection={<Kbd size="xs">/</Kbd>}
      style={{ flex: '0 1 auto', width: 360, maxWidth: '100%' }}
    />
  );
}
