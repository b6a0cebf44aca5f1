import { Anchor, List, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import Puzzle from 'lucide-react/icons/puzzle';
import { Empty } from '../../../ui/empty.tsx';
import { Failed } from '../../../ui/failed.tsx';
import { countOf } from '../../../ui/words-for-numbers.ts';
import { useWhereUsed } from './use-where-used.ts';

/** The prompts whose published version names a partial. */
export function WhereUsed({ slug }: { readonly slug: string }) {
  const { found, looked, of, error } = useWhereUsed(slug);
  const done = of !== undefined && looked === of;
  if (done && found.length === 0)
    return (
      <Empty icon={<Puzzle size={22} />} title="No prompt names it">
        Write {`{{>${slug}}}`} in a prompt where this text is to be. {countOf(of)} published prompts were looked through.
      </Empty>
    );
  return (
    <Stack gap="sm">
      {error !== undefined && <Failed error={error} />}
      {!done && error === undefined && (
        <>
          <Text size="sm" role="status">
            Looking through the prompts: {countOf(looked)}
            {of !== undefined && ` of ${countOf(of)}`}
          </Text>
          <Progress value={of ? (looked / of) * 100 : 0} aria-label="Prompts that are looked through" />
        </>
      )}
      <List spacing="xs">
        {found.map(({ slug: prompt, name, version }) => (
          <List.Item key={`${prompt} ${version}`}>
            <Anchor component={Link} to="/prompts/$slug" params={{ slug: prompt } as never}>
              {name}
            </Anchor>
            {version !== undefined && `, version ${version}`}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
