import type { LogAttempt } from '@sluice/contract';
import { durationOf } from '../../../ui/words-for-time.ts';
import type { BarPart } from '../../../ui/time-bar.tsx';

const WHY: Readonly<Record<string, string>> = {
  retry: 'Retry of the same target',
  rotation: 'Another credential of the pool',
  substitute: 'In place of a retired model',
  hedge: 'Beside one that was slow',
  continuation: 'To go on with an answer that broke off',
  shadow: 'A shadow of another call',
};

/** Why this was asked. @param index Its place among all, in the order in which they began. */
export function whyOf({ why }: Pick<LogAttempt, 'why'>, index: number): string {
  if (why === 'first') return index === 0 ? 'First' : 'The next target';
  return WHY[why] ?? why;
}

/** Its stretches, from its own beginning. */
export function partsOf(attempt: LogAttempt): readonly BarPart[] {
  const { started, response_time: took, fault } = attempt;
  const marks = [
    ['connect', attempt.connect_time],
    ['wait', attempt.first_byte_time],
    ['think', attempt.first_token_time],
    [fault === null ? 'read' : 'failed', took],
  ] as const;
  const parts: BarPart[] = [];
  let at = 0;
  for (const [kind, mark] of marks) {
    if (mark === null) continue;
    // A stretch of no length says that it was passed, which the words say too.
    if (mark > at || kind === 'failed') parts.push({ kind, from: started + at, to: started + Math.max(at, mark) });
    at = Math.max(at, mark);
  }
  return parts;
}

/** The same in words. */
export function timesOf({ started, connect_time, first_byte_time, first_token_time, response_time }: LogAttempt): string {
  const said = [
    `began after ${durationOf(started)}`,
    ...(connect_time === null ? [] : [`connected in ${durationOf(connect_time)}`]),
    ...(first_byte_time === null ? [] : [`first byte after ${durationOf(first_byte_time)}`]),
    ...(first_token_time === null ? [] : [`first token after ${durationOf(first_token_time)}`]),
    `took ${durationOf(response_time)}`,
  ];
  return said.join(', ');
}
