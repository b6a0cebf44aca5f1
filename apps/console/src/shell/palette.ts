import { createSpotlight } from '@mantine/spotlight';

/** Whether the command palette is open, and how it is opened and closed. */
export const [paletteState, palette] = createSpotlight();
