import { Text } from '@mantine/core';
import type { Mark } from '../explain/marks.ts';
import classes from './drawing.module.css';
import { DrawnNode } from './drawn-node.tsx';
import type { RouteNode } from './route-tree.ts';

interface Drawn {
  /** Undefined while the text says nothing that could be drawn. */
  readonly tree: RouteNode | undefined;
  /** What an explanation says, by place. */
  readonly marks: ReadonlyMap<string, Mark> | undefined;
  /** Shows a place in the text. */
  readonly onPick: (label: string) => void;
}

/** A config as a tree of choices, with targets at their ends. Each leads to its place in the text. */
export function Drawing({ tree, marks, onPick }: Drawn) {
  if (!tree)
    return (
      <Text size="sm" c="dimmed">
        What the config does is drawn here as soon as its text is JSON again.
      </Text>
    );
  return (
    <ul className={classes['tree']} aria-label="The config as a tree">
      <li>
        <Branches node={tree} marks={marks} onPick={onPick} />
      </li>
    </ul>
  );
}

interface Branching {
  readonly node: RouteNode;
  readonly marks: ReadonlyMap<string, Mark> | undefined;
  readonly onPick: (label: string) => void;
}

function Branches({ node, marks, onPick }: Branching) {
  return (
    <>
      <DrawnNode node={node} mark={marks?.get(node.label)} onPick={onPick} />
      {node.branches && node.branches.length > 0 && (
        <ul>
          {node.branches.map((branch) => (
            <li key={branch.label} className={classes['branch']} data-on-the-way={marks?.get(branch.label)?.isOnTheWay === true}>
              <span className={classes['way']} title={branch.way}>
                {branch.way}
              </span>
              <Branches node={branch} marks={marks} onPick={onPick} />
            </li>
          ))}
          {node.more > 0 && (
            <li className={classes['branch']}>
              <Text size="xs" c="dimmed">
                and {node.more} more, which are not drawn
              </Text>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
