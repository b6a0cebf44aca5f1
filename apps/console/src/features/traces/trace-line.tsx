import { Group, Text } from '@mantine/core';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { TimeBar, type BarPart } from '../../ui/time-bar.tsx';
import { moneyOf, shortOf } from '../../ui/words-for-numbers.ts';
import { durationOf } from '../../ui/words-for-time.ts';
import { partsOf, whyOf } from '../logs/detail/attempt-words.ts';
import { OutcomeMark } from '../logs/list/outcome-mark.tsx';
import { outcomeOf, type OutcomeWords } from '../logs/outcome.ts';
import { nameOf } from './trace-sums.ts';
import type { TraceLine, TraceNode } from './trace-tree.ts';
import classes from './trace-table.module.css';

interface Line {
  readonly line: TraceLine;
  /** How long the whole trace is, in milliseconds. */
  readonly span: number;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onToggle: (isOpen: boolean) => void;
}

/** Deeper than this all stand at the same place. */
const DEEPEST = 12;

/** One line of a trace. */
export function TraceLineView({ line, span, isTabStop, onFocus, onOpen, onToggle }: Line) {
  const { node, level, place, siblings, isOpen } = line;
  const { name, about, outcome, tokens, cost, parts } = wordsFor(node);
  const took = durationOf(node.to - node.from);
  const Chevron = isOpen === true ? ChevronDown : ChevronRight;
  return (
    <tr
      role="row"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      {...(isOpen !== undefined && { 'aria-expanded': isOpen })}
      tabIndex={isTabStop ? 0 : -1}
      data-log={node.kind === 'call' ? node.record.id : undefined}
      className={classes['line']}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <td role="gridcell" className={classes['name']} style={{ paddingLeft: 8 + 18 * (Math.min(level, DEEPEST) - 1) }}>
        <Group gap={4} wrap="nowrap" miw={0}>
          <span
            className={classes['toggle']}
            aria-hidden
            onClick={(event) => {
              if (isOpen === undefined) return;
              event.stopPropagation();
              onToggle(!isOpen);
            }}
          >
            {isOpen !== undefined && <Chevron size={16} />}
          </span>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" truncate fw={node.kind === 'call' ? 600 : 400} title={name}>
              {name}
            </Text>
            {about !== '' && (
              <Text size="xs" c="dimmed" truncate title={about}>
                {about}
              </Text>
            )}
          </div>
        </Group>
      </td>
      <td role="gridcell">
        <OutcomeMark outcome={outcome} />
      </td>
      <td role="gridcell" className={`${classes['number']} ${classes['less']}`}>
        {tokens === null ? '–' : shortOf(tokens)}
      </td>
      <td role="gridcell" className={`${classes['number']} ${classes['less']}`}>
        {moneyOf(cost)}
      </td>
      <td role="gridcell" className={classes['number']}>
        {took}
      </td>
      <td role="gridcell" className={classes['bar']}>
        <TimeBar parts={parts} span={span} label={`began after ${durationOf(node.from)}, took ${took}`} />
      </td>
    </tr>
  );
}

interface Words {
  readonly name: string;
  readonly about: string;
  readonly outcome: OutcomeWords;
  readonly tokens: number | null;
  readonly cost: number | null;
  readonly parts: readonly BarPart[];
}

function wordsFor(node: TraceNode): Words {
  const { record, from, to } = node;
  if (node.kind === 'attempt') {
    const { attempt, index } = node;
    const { fault, status, usage } = attempt;
    const shift = from - attempt.started;
    return {
      name: whyOf(attempt, index),
      about: attempt.model === null ? attempt.provider : `${attempt.model} at ${attempt.provider}`,
      outcome: {
        kind: fault !== null ? 'failed' : attempt.lost ? 'left' : 'fine',
        word: fault !== null ? `${status} ${fault}` : attempt.lost ? `${status} not taken` : `${status}`,
        sentence: '',
      },
      tokens: tokensIn(usage),
      cost: attempt.cost,
      parts: partsOf(attempt).map((part) => ({ ...part, from: part.from + shift, to: part.to + shift })),
    };
  }
  const { metrics } = record;
  return {
    name: nameOf(record),
    about: [metrics.source === 'gateway' ? '' : metrics.source, [metrics.ai_model, metrics.ai_org].filter(Boolean).join(' at ')]
      .filter(Boolean)
      .join(', '),
    outcome: outcomeOf(record),
    tokens: metrics.total_units,
    cost: metrics.cost,
    parts: [{ kind: metrics.is_success ? 'whole' : 'failed', from, to }],
  };
}

/** Of an attempt there are only the kinds, each part of no other. */
function tokensIn(usage: Readonly<Record<string, unknown>> | null): number | null {
  if (usage === null) return null;
  const kinds = [
    'input',
    'cached_input',
    'cache_write',
    'cache_write_1h',
    'audio_input',
    'image_input',
    'output',
    'reasoning',
    'audio_output',
    'image_output',
  ];
  return kinds.reduce((sum, kind) => sum + (typeof usage[kind] === 'number' ? usage[kind] : 0), 0);
}
