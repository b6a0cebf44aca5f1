import { Badge, Group, Text, UnstyledButton } from '@mantine/core';
import type { Mark } from '../explain/marks.ts';
import classes from './drawing.module.css';
import type { RouteNode } from './route-tree.ts';

interface Drawn {
  readonly node: RouteNode;
  readonly mark: Mark | undefined;
  readonly onPick: (label: string) => void;
}

/** One choice or one target, with what an explanation says of it. */
export function DrawnNode({ node: { label, title, name, notes, branches }, mark, onPick }: Drawn) {
  return (
    <UnstyledButton
      className={classes['node']}
      data-fork={branches !== undefined}
      data-on-the-way={mark?.isOnTheWay === true}
      onClick={() => onPick(label)}
      title={`${label}: show it in the text`}
    >
      <Group gap={6} justify="space-between" wrap="nowrap" align="flex-start">
        <Text span fz={13} fw={branches ? 400 : 600}>
          {title}
          {name !== undefined && (
            <Text span fz={13} fw={400} c="dimmed">
              {' '}
              “{name}”
            </Text>
          )}
        </Text>
        <Said mark={mark} isFork={branches !== undefined} />
      </Group>
      {notes.length > 0 && <div className={classes['small']}>{notes.join(' · ')}</div>}
      {mark?.why !== undefined && <div className={classes['small']}>{mark.isPassedOver ? `Passed over: ${mark.why}` : mark.why}</div>}
    </UnstyledButton>
  );
}

/** In words, beside the colour of the frame. */
function Said({ mark, isFork }: { readonly mark: Mark | undefined; readonly isFork: boolean }) {
  if (!mark || isFork) return null;
  const [words, variant] = mark.isFirst
    ? (['asked first', 'filled'] as const)
    : mark.turn !== undefined
      ? ([`then, ${mark.turn}.`, 'outline'] as const)
      : mark.isPassedOver
        ? (['passed over', 'outline'] as const)
        : (['not asked', 'default'] as const);
  return (
    <Badge
      size="sm"
      variant={variant}
      tt="none"
      style={{ flexShrink: 0 }}
      {...(variant === 'outline' && { color: 'var(--mantine-color-text)' })}
    >
      {words}
    </Badge>
  );
}
