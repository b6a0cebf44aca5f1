import type { Clients } from './clients.ts';
import { rotate } from './kinds.ts';
import type { Thing } from './thing.ts';

/**
 * Finds out what became of a thing when its gateway was killed: it has to be as the last answer said, or as it would be
 * after the change that was not answered, and nothing else. From then on that is what it has to be.
 *
 * @returns What is wrong; undefined where nothing is.
 */
export async function settle(url: string, thing: Thing, clients: Clients): Promise<string | undefined> {
  const { kind, asked } = thing;
  // Asked once more under the same idempotency key: made now, or told what was made then.
  if (thing.state === undefined && asked && !(await clients.perform(url, thing, asked))) return `${thing.name} could not be made`;
  const { key, state } = thing as Required<Thing>;
  thing.asked = undefined;
  if (await kind.shows(url, key!, state!, state!)) return undefined;
  const other = asked?.becomes();
  if (other === undefined || !(await kind.shows(url, key!, other, state!)))
    return `${thing.name} should be ${JSON.stringify(state)}${other === undefined ? '' : ` or ${JSON.stringify(other)}`}`;
  thing.state = other;
  if (other !== 'gone' && other['token'] === 'untold') await clients.perform(url, thing, rotate({ key: key!, state: other }));
  return undefined;
}
