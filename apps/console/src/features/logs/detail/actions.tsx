import type { Log } from '@sluice/contract';
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import ListTree from 'lucide-react/icons/list-tree';
import MessagesSquare from 'lucide-react/icons/messages-square';
import Repeat2 from 'lucide-react/icons/repeat-2';
import { useState } from 'react';
import { useMay } from '../../../session/use-session.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { curlOf } from './curl.ts';
import { ReplayDialog } from './replay.tsx';

/** What can be done with a request. */
export function Actions({ log }: { readonly log: Log }) {
  const [isReplaying, setReplaying] = useState(false);
  const mayCall = useMay('completions.write');
  const isOurs = log.metrics.source !== 'api' && log.metrics.source !== 'otel';
  return (
    <Group gap="xs">
      {mayCall && isOurs && (
        <Button size="xs" leftSection={<Repeat2 size={14} aria-hidden />} onClick={() => setReplaying(true)}>
          Replay
        </Button>
      )}
      {mayCall && log.operation === 'chat' && (
        <Button
          component={Link}
          to="/playground"
          search={{ log: log.id } as never}
          size="xs"
          variant="default"
          leftSection={<MessagesSquare size={14} aria-hidden />}
        >
          Open in the playground
        </Button>
      )}
      <Button
        component={Link}
        to="/traces/$id"
        params={{ id: log.metrics.trace_id } as never}
        size="xs"
        variant="default"
        leftSection={<ListTree size={14} aria-hidden />}
      >
        Trace
      </Button>
      <CopyButton text={curlOf(log, location.origin)} what="as curl" label="Copy as curl" />
      <CopyButton text={`${location.origin}/console/logs/${log.id}`} what="its address" label="Copy its address" />
      {isReplaying && <ReplayDialog log={log} onClose={() => setReplaying(false)} />}
    </Group>
  );
}
