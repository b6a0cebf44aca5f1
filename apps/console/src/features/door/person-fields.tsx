import { SimpleGrid, TextInput } from '@mantine/core';

/** What somebody is called. */
export interface PersonName {
  readonly first: string;
  readonly last: string;
}

interface PersonFieldsParts {
  readonly value: PersonName;
  readonly onChange: (value: PersonName) => void;
}

/** First and last name, both optional. */
export const PersonFields = ({ value, onChange }: PersonFieldsParts) => (
  <SimpleGrid cols={2} spacing="sm">
    <TextInput
      label="First name"
      autoComplete="given-name"
      maxLength={100}
      value={value.first}
      onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
    />
    <TextInput
      label="Last name"
      autoComplete="family-name"
      maxLength={100}
      value={value.last}
      onChange={(event) => onChange({ ...value, last: event.currentTarget.value })}
    />
  </SimpleGrid>
);

/** As the API takes it: what was left empty is not said. */
export const namesOf = ({ first, last }: PersonName): { readonly first_name?: string; readonly last_name?: string } => ({
  ...(first.trim() !== '' && { first_name: first.trim() }),
  ...(last.trim() !== '' && { last_name: last.trim() }),
});
