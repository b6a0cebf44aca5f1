import { Button, Group, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { TimeBarLegend } from '../../ui/time-bar-legend.tsx';
import { countOf } from '../../ui/words-for-numbers.ts';
import { TraceLineView } from './trace-line.tsx';
import { linesOf, type TraceNode } from './trace-tree.ts';
import { moveFor } from './tree-keys.ts';
import classes from './trace-table.module.css';

/** Lines that are shown at first, and that come with each wish for more. */
const LINES = 200;

interface Shown {
  readonly nodes: readonly TraceNode[];
  /** Opens a record. */
  readonly onOpen: (id: string) => void;
}

const LEGEND = [
  ['whole', 'Call'],
  ['wait', 'Until the first byte'],
  ['think', 'Until the first token'],
  ['read', 'Until the end'],
  ['failed', 'Failed'],
] as const;

/** Calls below those that they came of, each with its stretch of time: a treegrid, as keyboards know it. */
export function TraceTable({ nodes, onOpen }: Shown) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(LINES);
  const [current, setCurrent] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const wantsFocus = useRef(false);
  const all = useMemo(() => linesOf(nodes, closed), [nodes, closed]);
  const lines = all.slice(0, most);
  const span = Math.max(...nodes.map(endOf));
  const stop = lines.some(({ node }) => node.key === current) ? current : lines[0]?.node.key;

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const toggle = (key: string, isOpen: boolean) =>
    setClosed((before) => {
      const after = new Set(before);
      if (isOpen) after.delete(key);
      else after.add(key);
      return after;
    });
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = lines.findIndex(({ node }) => node.key === stop);
    const line = lines[index];
    if (event.key === 'Enter' && line) {
      event.preventDefault();
      return onOpen(line.node.record.id);
    }
    const move = moveFor(event.key, index, lines);
    if (!move) return;
    event.preventDefault();
    if ('open' in move) toggle(move.open, true);
    else if ('close' in move) toggle(move.close, false);
    else {
      wantsFocus.current = true;
      setCurrent(lines[move.to]!.node.key);
    }
  };

  return (
    <>
      <div className={classes['scroller']}>
        <table role="treegrid" aria-label="Calls of the trace" aria-rowcount={all.length + 1} className={classes['table']}>
          <thead>
            <tr role="row">
              <th role="columnheader">Call</th>
              <th role="columnheader">Outcome</th>
              <th role="columnheader" className={`${classes['number']} ${classes['less']}`}>
                Tokens
              </th>
              <th role="columnheader" className={`${classes['number']} ${classes['less']}`}>
                Cost
              </th>
              <th role="columnheader" className={classes['number']}>
                Took
              </th>
              <th role="columnheader">When</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={pressed}>
            {lines.map((line) => (
              <TraceLineView
                key={line.node.key}
                line={line}
                span={span}
                isTabStop={line.node.key === stop}
                onFocus={() => setCurrent(line.node.key)}
                onOpen={() => onOpen(line.node.record.id)}
                onToggle={(isOpen) => toggle(line.node.key, isOpen)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {all.length > lines.length && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setMost(most + LINES)}>
            Show {countOf(Math.min(LINES, all.length - lines.length))} more of {countOf(all.length)}
          </Button>
        </Group>
      )}
      <Group justify="space-between">
        <TimeBarLegend kinds={LEGEND} />
        <Text size="xs" c="dimmed">
          Arrows go through the calls, open and close them; Enter opens the record.
        </Text>
      </Group>
    </>
  );
}

const endOf = (node: TraceNode): number => Math.max(node.to, ...node.children.map(endOf));
