import '@mantine/spotlight/styles.css';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { useMemo } from 'react';
import { may } from '../session/session.ts';
import { useHere } from '../session/use-session.ts';
import { COMMANDS } from './commands.ts';
import { pagesFor } from './pages.ts';
import { paletteState } from './palette.ts';

/** Everything that can be gone to or begun, by its name. */
export function CommandPalette() {
  const { session, place } = useHere();
  const navigate = useNavigate();
  const actions = useMemo<SpotlightActionGroupData[]>(
    () => [
      {
        group: 'Pages',
        actions: pagesFor((scope) => may(session, place, scope))
          .flatMap(({ pages }) => pages)
          .map(({ to, label, about, icon: Icon }) => ({
            id: to,
            label,
            description: about,
            leftSection: <Icon size={18} aria-hidden />,
            onClick: () => void navigate({ to }),
          })),
      },
      {
        group: 'Commands',
        actions: COMMANDS.filter(({ scope }) => may(session, place, scope)).map(({ to, search, label, about, icon: Icon }) => ({
          id: label,
          label,
          description: about,
          leftSection: <Icon size={18} aria-hidden />,
          onClick: () => void navigate({ to, search }),
        })),
      },
    ],
    [session, place, navigate],
  );
  return (
    <Spotlight
      actions={actions}
      store={paletteState}
      shortcut={null}
      nothingFound="Nothing is called that"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ leftSection: <Search size={18} aria-hidden />, placeholder: 'Where to?', 'aria-label': 'Search pages and commands' }}
    />
  );
}
