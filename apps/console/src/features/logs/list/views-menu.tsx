import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import Bookmark from 'lucide-react/icons/bookmark';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { readLogSearch, type LogSearch } from '../log-search.ts';

/** A search under a name, kept by this browser. */
interface View {
  readonly name: string;
  readonly search: LogSearch;
}

/** Searches by name: to come back to, and to keep the one that is shown. */
export function ViewsMenu({ search }: { readonly search: LogSearch }) {
  const [views, setViews] = useLocalStorage<readonly View[]>({ key: 'sluice.log-views', defaultValue: [], getInitialValueInEffect: false });
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const keep = () => {
    const { log: _log, cursor: _cursor, tab: _tab, ...kept } = search;
    setViews([...views.filter((each) => each.name !== name.trim()), { name: name.trim(), search: kept }]);
    setName('');
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Bookmark size={14} aria-hidden />} onClick={() => setOpened((was) => !was)}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views">
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              None yet. Keep a search under a name, and come back to it from here.
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} justify="space-between" wrap="nowrap" gap="xs">
              <Button
                component={Link}
                to="/logs"
                search={readLogSearch(view.search) as never}
                size="compact-sm"
                variant="subtle"
                onClick={() => setOpened(false)}
              >
                {view.name}
              </Button>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Forget the view ${view.name}`}
                onClick={() => setViews(views.filter((each) => each !== view))}
              >
                <X size={14} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') keep();
            }}
          >
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                size="xs"
                label="Keep this search as"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                maxLength={60}
                data-autofocus
                flex={1}
              />
              <Button size="xs" type="submit" disabled={name.trim() === ''}>
                Keep
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
