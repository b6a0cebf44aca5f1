import { Select } from '@mantine/core';
import { useHere } from '../../session/use-session.ts';

interface PlaceFieldParts {
  readonly value: string;
  readonly onChange: (slug: string) => void;
  readonly description: string;
}

/** In which workspace; not asked of who has only one. */
export function PlaceField({ value, onChange, description }: PlaceFieldParts) {
  const { workspaces } = useHere().session;
  if (workspaces.length < 2) return null;
  return (
    <Select
      label="Workspace"
      description={description}
      allowDeselect={false}
      data={workspaces.map(({ slug, name }) => ({ value: slug, label: name }))}
      value={value}
      onChange={(slug) => onChange(slug ?? '')}
    />
  );
}
