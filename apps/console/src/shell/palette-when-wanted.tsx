import { useSpotlight } from '@mantine/spotlight';
import { useEffect, useState, type ComponentType } from 'react';
import { palette, paletteState } from './palette.ts';

/** The command palette, which is loaded when somebody opens it first. */
export function PaletteWhenWanted() {
  const { opened } = useSpotlight(paletteState);
  const [Palette, setPalette] = useState<ComponentType>();
  useEffect(() => {
    if (!opened || Palette) return;
    // A dialog that begins open does not know where the focus was, and could not give it back.
    palette.close();
    void import('./command-palette.tsx').then(({ CommandPalette }) => setPalette(() => CommandPalette));
  }, [opened, Palette]);
  useEffect(() => {
    if (Palette) palette.open();
  }, [Palette]);
  return Palette && <Palette />;
}
