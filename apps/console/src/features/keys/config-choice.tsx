import { Select } from '@mantine/core';
import { useAsk } from '../../api/queries.ts';
import { useMay } from '../../session/use-session.ts';

interface ConfigChoiceParts {
  readonly value: string;
  readonly onChange: (slug: string) => void;
  /** Of which workspace, by id or slug; empty for all. */
  readonly workspace: string;
  readonly error?: string | undefined;
}

/** The config for calls that bring none. */
export function ConfigChoice({ value, onChange, workspace, error }: ConfigChoiceParts) {
  const mayList = useMay('configs.list');
  const { data } = useAsk(
    'GET /v1/configs',
    { query: { page_size: 1000, ...(workspace !== '' && { workspace_id: workspace }) } },
    { enabled: mayList, freshFor: 30_000 },
  );
  const configs = data?.data ?? [];
  const isKnown = value === '' || configs.some(({ slug, id }) => slug === value || id === value);
  return (
    <Select
      label="Default config"
      description="For calls that bring none"
      placeholder={configs.length === 0 ? 'There is none yet' : 'None'}
      clearable
      searchable
      limit={100}
      clearButtonProps={{ 'aria-label': 'Take the default config away' }}
      nothingFoundMessage="No config is called that"
      data={[
        ...configs.map(({ slug, name }) => ({ value: slug, label: `${name} (${slug})` })),
        ...(isKnown ? [] : [{ value, label: value }]),
      ]}
      value={value === '' ? null : (configs.find(({ id }) => id === value)?.slug ?? value)}
      onChange={(slug) => onChange(slug ?? '')}
      error={error}
    />
  );
}
