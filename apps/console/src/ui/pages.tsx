import { Group, Pagination, Text } from '@mantine/core';
import { countOf } from './words-for-numbers.ts';

interface PagesParts {
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly onChange: (page: number) => void;
  /** `keys` */
  readonly of: string;
}

/** Where in a long list one is, and the way on; nothing where all of it is to be seen. */
export function Pages({ page, size, total, onChange, of }: PagesParts) {
  if (total <= size && page === 1) return null;
  const first = (page - 1) * size + 1;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {countOf(first)} to {countOf(Math.min(page * size, total))} of {countOf(total)} {of}
      </Text>
      <Pagination
        total={Math.max(1, Math.ceil(total / size))}
        value={page}
        onChange={onChange}
        size="sm"
        getControlProps={(control) => ({
          'aria-label': { first: 'First page', previous: 'Page before', next: 'Next page', last: 'Last page' }[control],
        })}
        getItemProps={(at) => ({ 'aria-label': `Page ${at}` })}
      />
    </Group>
  );
}
