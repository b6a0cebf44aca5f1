import type { Reply } from '../../../api/ask.ts';

export type Version = Reply<'GET /v1/configs/{key}/versions'>['data'][number];

/** A side of a comparison. */
export interface Side {
  /** A version's number, or `draft` for what is being written. */
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** All that can be compared: what is being written, where it is something of its own, and the versions, the newest first. */
export function sidesOf(versions: readonly Version[], draft: string | undefined): readonly Side[] {
  return [
    ...(draft === undefined ? [] : [{ key: 'draft', label: 'What is written here, not saved', text: linesOf(draft) }]),
    ...versions.map(({ version, status, config }) => ({
      key: String(version),
      label: `Version ${version}${status === 'active' ? ', the one that counts' : ''}`,
      text: lineByLine(config),
    })),
  ];
}

/** A member a line, however short: so that nothing seems changed because it stands on another line now. */
const lineByLine = (config: unknown) => JSON.stringify(config, null, 2);

function linesOf(text: string): string {
  try {
    return lineByLine(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The two that are compared: those that are asked for, else the newest and the one before. */
export function chosenSides(
  sides: readonly Side[],
  left: string | undefined,
  right: string | undefined,
): readonly [Side, Side] | undefined {
  const named = (key: string | undefined) => sides.find((side) => side.key === key);
  const newest = named(right) ?? sides.find((side) => side.key !== left) ?? sides[0];
  if (!newest) return undefined;
  const older = named(left) ?? sides[sides.indexOf(newest) + 1] ?? newest;
  return [older, newest];
}
