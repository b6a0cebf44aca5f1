import { Button, Group, Switch, Text } from '@mantine/core';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import type { TailState } from '../follow-tail.ts';
import type { Tail } from '../use-tail.ts';

interface Bar {
  readonly isOn: boolean;
  /** Older pages and a past stretch of time have no news. */
  readonly canFollow: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  readonly tail: Tail;
  readonly onRefresh: () => void;
}

/** Whether new records come by themselves, how it stands with that, and those that wait. */
export function LiveBar({ isOn, canFollow, onSwitch, isPaused, onPause, tail, onRefresh }: Bar) {
  const { arrivals, state, hasGap, release } = tail;
  const waiting = arrivals.held.length + arrivals.dropped;
  return (
    <Group gap="xs">
      {isOn && waiting > 0 && (
        <Button
          size="xs"
          leftSection={<ArrowUp size={14} aria-hidden />}
          onClick={() => {
            window.scrollTo({ top: 0 });
            if (arrivals.dropped > 0) onRefresh();
            else release();
          }}
        >
          {waiting} new
        </Button>
      )}
      {isOn && hasGap && (
        <Button size="xs" variant="default" onClick={onRefresh}>
          Some were missed: refresh
        </Button>
      )}
      <Text size="xs" c="dimmed" role="status">
        {isOn ? wordsFor(state, { isPaused, canFollow }) : ''}
      </Text>
      {isOn && canFollow && (
        <Button
          size="xs"
          variant="default"
          leftSection={isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
          onClick={() => onPause(!isPaused)}
        >
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
      )}
      <Switch
        label="Live"
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
        disabled={!canFollow && !isOn}
        {...(!canFollow && { description: 'not for past times' })}
      />
    </Group>
  );
}

function wordsFor(
  state: TailState | undefined,
  { isPaused, canFollow }: { readonly isPaused: boolean; readonly canFollow: boolean },
): string {
  if (!canFollow) return 'Nothing new comes here: newest page, and no end of time, for live records';
  if (state === undefined || state.kind === 'connecting') return 'Connecting';
  if (state.kind === 'refused') return `Not live: ${state.error.message}`;
  if (state.kind === 'away') return 'The connection is gone; trying again';
  return isPaused ? 'Paused: new ones wait' : 'New requests appear as they end';
}
