import type { CatalogueProvider } from '@sluice/contract';
import { Select } from '@mantine/core';

interface ProviderChoiceParts {
  readonly catalogue: readonly CatalogueProvider[];
  readonly value: string;
  readonly onChange: (slug: string) => void;
  readonly error?: string | undefined;
  /** It has the focus from the beginning. */
  readonly isFirst: boolean;
}

/** Which provider: by its name, its slug, or another name that it goes by. */
export const ProviderChoice = ({ catalogue, value, onChange, error, isFirst }: ProviderChoiceParts) => (
  <Select
    label="Provider"
    placeholder={`Search ${catalogue.length} providers`}
    required
    searchable
    selectFirstOptionOnChange
    allowDeselect={false}
    autoFocus={isFirst}
    nothingFoundMessage="No provider is called that"
    maxDropdownHeight={320}
    data={catalogue.map(({ slug, name }) => ({ value: slug, label: name }))}
    filter={({ options, search }) => {
      const sought = search.trim().toLowerCase();
      const found = new Set(
        catalogue
          .filter(({ slug, name, aliases }) => [slug, name, ...aliases].some((each) => each.toLowerCase().includes(sought)))
          .map(({ slug }) => slug),
      );
      return options.filter((option) => 'value' in option && found.has(option.value));
    }}
    value={value === '' ? null : value}
    onChange={(slug) => onChange(slug ?? '')}
    error={error}
  />
);
