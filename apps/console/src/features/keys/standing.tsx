import { Badge } from '@mantine/core';

const COLOURS = { active: 'teal', archived: 'gray', expired: 'orange', exhausted: 'red' } as const;
const WORDS = { active: 'Active', archived: 'Archived', expired: 'Expired', exhausted: 'Budget used up' } as const;

/** How something stands; said in a word, coloured besides. */
export const StandingBadge = ({ standing }: { readonly standing: keyof typeof WORDS }) => (
  <Badge variant="dot" color={COLOURS[standing]} tt="none" fw={500} miw="max-content">
    {WORDS[standing]}
  </Badge>
);
