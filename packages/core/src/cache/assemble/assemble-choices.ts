import { isMembers, type Members } from '../members.ts';
import { Frame } from './frame.ts';
import type { GrowingChoice } from './growing-choice.ts';

const saysError = ({ error }: Members) => error !== undefined && error !== null;

/** The reply whose choices came in pieces; undefined where not every choice is finished. */
export function assembleChoices(events: readonly Members[], object: string, grow: () => GrowingChoice): Members | undefined {
  const frame = new Frame();
  const choices = new Map<number, GrowingChoice>();
  for (const event of events) {
    if (saysError(event)) return undefined;
    frame.add(event);
    const pieces = event['choices'] ?? [];
    if (!Array.isArray(pieces)) return undefined;
    for (const piece of pieces as readonly unknown[]) {
      if (!isMembers(piece) || saysError(piece)) return undefined;
      const index = typeof piece['index'] === 'number' ? piece['index'] : 0;
      const choice = choices.get(index) ?? grow();
      choices.set(index, choice);
      choice.add(piece);
    }
  }
  const whole = wholeChoices(choices);
  return whole && frame.around(object, whole);
}

function wholeChoices(choices: ReadonlyMap<number, GrowingChoice>): readonly Members[] | undefined {
  const whole: Members[] = [];
  for (const [index, growing] of [...choices].toSorted(([a], [b]) => a - b)) {
    const choice = growing.whole();
    if (!choice) return undefined;
    whole.push({ index, ...choice });
  }
  return whole.length > 0 ? whole : undefined;
}
