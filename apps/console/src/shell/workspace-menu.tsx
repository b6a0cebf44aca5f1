import { Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { useHere } from '../session/use-session.ts';

/** Which workspace is looked at. */
export function WorkspaceMenu() {
  const { session, place, goTo } = useHere();
  const navigate = useNavigate();
  if (session.workspaces.length === 0) return null;
  const choose = (slug: string | undefined) => {
    goTo(slug);
    // A page further on was one of another list.
    void navigate({ to: '.', search: ({ page: _, cursor: __, ...rest }: Readonly<Record<string, unknown>>) => rest, replace: true });
  };
  const choices = [{ slug: undefined, name: 'All workspaces' }, ...session.workspaces];
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" rightSection={<ChevronDown size={14} aria-hidden />}>
          {place?.name ?? 'All workspaces'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ slug, name }) => (
          <Menu.Item
            key={slug ?? ''}
            onClick={() => choose(slug)}
            aria-current={slug === place?.slug}
            rightSection={slug === place?.slug ? <Check size={14} aria-hidden /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
