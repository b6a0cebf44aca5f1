import { Badge, Tooltip } from '@mantine/core';
import { STANDINGS, type Standing } from './words.ts';

const BAD = new Set<Standing>(['open', 'failing']);

/** How a target does, in a word; the colour says nothing that the word does not. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { words, about } = STANDINGS[standing];
  const looks = BAD.has(standing) ? { variant: 'filled', color: 'red.9' } : { variant: 'default' };
  return (
    <Tooltip label={about}>
      <Badge size="md" tt="none" {...looks} style={{ minWidth: 'max-content' }}>
        {words}
      </Badge>
    </Tooltip>
  );
}
