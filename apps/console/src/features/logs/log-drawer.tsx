import { ActionIcon, Button, Drawer, Group, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import { useAsk } from '../../api/queries.ts';
import { Answered } from '../../ui/answered.tsx';
import { LogView } from './detail/log-view.tsx';

interface Over {
  /** The record that is open; undefined for none. */
  readonly id: string | undefined;
  readonly tab: string | undefined;
  /** Of the list below, in its order. */
  readonly ids: readonly string[];
  /** Opens another record or another part of it; nothing closes. */
  readonly onGo: (to: { readonly log?: string; readonly tab?: string }) => void;
}

/** A record over the list that it was opened from. */
export function LogDrawer({ id, tab, ids, onGo }: Over) {
  const index = id === undefined ? -1 : ids.indexOf(id);
  const [newer, older] = [ids[index - 1], index < 0 ? undefined : ids[index + 1]];
  const close = () => {
    onGo({});
    // The row that was read last, and not the one that was opened first.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-log="${id}"]`)?.focus());
  };
  const go = (to: string | undefined) => to !== undefined && onGo({ log: to, ...(tab !== undefined && { tab }) });
  useHotkeys(
    id === undefined
      ? []
      : [
          ['j', () => go(older)],
          ['k', () => go(newer)],
        ],
  );
  return (
    <Drawer.Root opened={id !== undefined} onClose={close} position="right" size="min(920px, 100vw)" returnFocus={false}>
      <Drawer.Overlay />
      <Drawer.Content>
        {/* The kit's own is a header, which outside of the page's parts would be a second banner. */}
        <Group justify="space-between" wrap="nowrap" p="md" pb={0}>
          <Drawer.Title fw={600} fz="lg" component="h2">
            Request
          </Drawer.Title>
          <Group gap="xs" wrap="nowrap">
            <Tooltip label="Newer (k)">
              <ActionIcon variant="default" aria-label="Newer request" disabled={newer === undefined} onClick={() => go(newer)}>
                <ChevronUp size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Older (j)">
              <ActionIcon variant="default" aria-label="Older request" disabled={older === undefined} onClick={() => go(older)}>
                <ChevronDown size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            {id !== undefined && (
              <Button
                component={Link}
                to="/logs/$id"
                params={{ id } as never}
                search={{ ...(tab !== undefined && { tab }) } as never}
                size="xs"
                variant="default"
              >
                Open as a page
              </Button>
            )}
            <Drawer.CloseButton aria-label="Close the request" data-autofocus />
          </Group>
        </Group>
        <Drawer.Body>
          {id !== undefined && <OpenLog key={id} id={id} tab={tab} onTab={(next) => onGo({ log: id, tab: next })} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

interface Opened {
  readonly id: string;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
}

function OpenLog({ id, tab, onTab }: Opened) {
  const query = useAsk('GET /v1/logs/{key}', { path: { key: id } });
  return (
    <Answered query={query} what="the request">
      {(log) => <LogView log={log} tab={tab} onTab={onTab} headings={3} />}
    </Answered>
  );
}
