import { isMembers, type Members } from '../members.ts';
import { pieces } from './pieces.ts';

/** What a call of each kind is called with. */
const ARGUMENTS = { function: 'arguments', custom: 'input' } as const;

/** A call in pieces: first who is called, then with what, little by little. */
export function callDeltas(call: Members): readonly Members[] {
  for (const [kind, name] of Object.entries(ARGUMENTS)) {
    const called = call[kind];
    const text = isMembers(called) ? called[name] : undefined;
    if (!isMembers(called) || typeof text !== 'string') continue;
    return [{ ...call, [kind]: { ...called, [name]: '' } }, ...pieces(text).map((piece) => ({ [kind]: { [name]: piece } }))];
  }
  return [call];
}
