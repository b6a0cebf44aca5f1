import { isMembers, type Members } from '../members.ts';
import { Frame } from './frame.ts';
import type { GrowingChoice } from './growing-choice.ts';

/** The reply whose choices came in pieces, as far as they came: what is not finished has no finish reason, and an error that was told stands beside them. */
export function choicesSoFar(events: readonly Members[], object: string, grow: () => GrowingChoice): Members {
  const frame = new Frame();
  const choices = new Map<number, GrowingChoice>();
  for (const event of events) {
    frame.add(event);
    const pieces = event['choices'];
    if (!Array.isArray(pieces)) continue;
    for (const piece of (pieces as readonly unknown[]).filter(isMembers)) {
      const index = typeof piece['index'] === 'number' ? piece['index'] : 0;
      const choice = choices.get(index) ?? grow();
      choices.set(index, choice);
      choice.add(piece);
    }
  }
  const whole = [...choices].toSorted(([a], [b]) => a - b).map(([index, choice]) => ({ index, ...choice.soFar() }));
  return frame.around(object, whole);
}
