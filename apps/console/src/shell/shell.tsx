import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  Kbd,
  NavLink,
  ScrollArea,
  Text,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useRouterState } from '@tanstack/react-router';
import Keyboard from 'lucide-react/icons/keyboard';
import Search from 'lucide-react/icons/search';
import { useEffect, type ReactNode } from 'react';
import { may } from '../session/session.ts';
import { useHere } from '../session/use-session.ts';
import { ColourScheme } from './colour-scheme.tsx';
import { palette } from './palette.ts';
import { PaletteWhenWanted } from './palette-when-wanted.tsx';
import { pagesFor } from './pages.ts';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { SkipLink } from './skip-link.tsx';
import { UserMenu } from './user-menu.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { WorkspaceMenu } from './workspace-menu.tsx';

/** What stands around every page: where one can go, and who one is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [help, helpIs] = useDisclosure();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(close, [path, close]);
  useShortcuts(helpIs.open);
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }} padding="lg">
      <SkipLink />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <UnstyledButton component={Link} to="/" aria-label="Sluice, start">
              <Group gap={8} wrap="nowrap">
                <img src={`${import.meta.env.BASE_URL}icon.svg`} width={24} height={24} alt="" />
                <Text fw={650} visibleFrom="xs">
                  Sluice
                </Text>
              </Group>
            </UnstyledButton>
            <WorkspaceMenu />
          </Group>
          <Group gap={6} wrap="nowrap">
            <UnstyledButton onClick={palette.open} px="xs" py={4}>
              <Group gap={6} wrap="nowrap">
                <Search size={16} aria-hidden />
                <VisuallyHidden>Search pages and commands, Ctrl K</VisuallyHidden>
                <Text size="sm" c="dimmed" visibleFrom="md" aria-hidden>
                  Search
                </Text>
                <Kbd size="xs" visibleFrom="md" aria-hidden>
                  Ctrl K
                </Kbd>
              </Group>
            </UnstyledButton>
            <Tooltip label="Keyboard shortcuts (?)">
              <ActionIcon variant="subtle" color="gray" visibleFrom="xs" onClick={helpIs.open} aria-label="Keyboard shortcuts">
                <Keyboard size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <ColourScheme />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages">
        <ScrollArea>
          <Navigation path={path} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        {children}
      </AppShell.Main>
      <PaletteWhenWanted />
      <ShortcutsHelp opened={help} onClose={helpIs.close} />
    </AppShell>
  );
}

function Navigation({ path }: { readonly path: string }) {
  const { session, place } = useHere();
  return pagesFor((scope) => may(session, place, scope)).map(({ heading, pages }) => (
    <Box key={heading} mb="sm">
      <Text size="xs" fw={600} c="dimmed" px="xs" py={4} id={`heading-${heading}`}>
        {heading}
      </Text>
      {pages.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={label}
          leftSection={<Icon size={17} aria-hidden />}
          active={isAt(path, to)}
          aria-current={isAt(path, to) ? 'page' : undefined}
          variant="light"
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </Box>
  ));
}

const isAt = (path: string, to: string) => (to === '/' ? path === '/' || path === '' : path === to || path.startsWith(`${to}/`));
