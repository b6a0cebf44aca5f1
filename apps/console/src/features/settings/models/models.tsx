import { Stack } from '@mantine/core';
import { Aliases } from './aliases.tsx';
import { Prices } from './prices.tsx';

/** What this gateway knows of models better than the tables that came with it. */
export const Models = () => (
  <Stack gap="xl" maw={860}>
    <Aliases />
    <Prices />
  </Stack>
);
