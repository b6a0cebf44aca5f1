import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answered } from '../../ui/answered.tsx';
import { dependentsOf } from './dependents.ts';

interface DependentsListParts {
  readonly slug: string;
  /** Without links: in a question that stands over the page nobody goes elsewhere. */
  readonly plain?: boolean;
}

/** Who would fail without a virtual key. */
export function DependentsList({ slug, plain = false }: DependentsListParts) {
  const query = useQuery({ queryKey: ['dependents', slug], queryFn: ({ signal }) => dependentsOf(slug, signal) });
  return (
    <Answered query={query} what="what depends on it">
      {({ found, isAll }) => (
        <>
          {found.length === 0 ? (
            <Text size="sm">No config, prompt or API key that you may see names it. Calls may name it by themselves.</Text>
          ) : (
            <List size="sm" spacing={4}>
              {found.map(({ kind, name, to }) => (
                <List.Item key={to}>
                  The {kind}{' '}
                  {plain ? (
                    `“${name}”`
                  ) : (
                    <Anchor component={Link} to={to} size="sm" underline="always">
                      {name}
                    </Anchor>
                  )}
                </List.Item>
              ))}
            </List>
          )}
          {!isAll && (
            <Text size="sm" c="dimmed">
              There are more than could be looked through here.
            </Text>
          )}
        </>
      )}
    </Answered>
  );
}
