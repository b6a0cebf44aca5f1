import { call } from '../../test/support/call.ts';
import { ADMIN_KEY } from '../../test/support/gateway.ts';
import { KINDS } from './kinds.ts';
import type { Deed, Kind, Thing } from './thing.ts';

/** Several clients that write without a pause, until what they write to is gone. */
export interface Clients {
  /** All that was made, or may have been. */
  readonly things: readonly Thing[];
  /** Refusals, of which there must be none. */
  readonly refused: readonly string[];
  /** Asked, and not answered yet. */
  inFlight(): number;
  /** Writes until the gateway is gone. `onAcknowledged` hears of each 2xx. @returns What was dealt with. */
  write(url: string, onAcknowledged: () => void): Promise<readonly Thing[]>;
  /** Asks for something and keeps what came of it. */
  perform(url: string, thing: Thing, deed: Deed): Promise<boolean>;
}

/** So many clients for each kind of things. */
const EACH = 2;

export function startClients(): Clients {
  const things: Thing[] = [];
  const refused: string[] = [];
  let inFlight = 0;
  let number = 0;

  const perform: Clients['perform'] = async (url, thing, deed) => {
    thing.asked = deed;
    inFlight++;
    const reply = await call(`${url}/v1${deed.path}`, {
      method: deed.method,
      headers: { 'x-portkey-api-key': ADMIN_KEY, ...(thing.state === undefined && { 'idempotency-key': thing.name }) },
      ...(deed.body && { body: deed.body }),
    }).catch(() => undefined);
    inFlight--;
    if (reply === undefined || reply.cut) {
      thing.unanswered++;
      return false;
    }
    if (reply.status !== 200) refused.push(`${deed.method} ${deed.path}: ${reply.status} ${reply.text}`);
    thing.asked = undefined;
    if (reply.status === 200) {
      if (thing.state === undefined) [thing.id, thing.key] = [reply.json.id, thing.kind.keyOf(reply.json)];
      thing.state = deed.becomes(reply.json);
      thing.acknowledged++;
    }
    return reply.status === 200;
  };

  const newThing = (kind: Kind): Thing => {
    const name = `${kind.label.replace(' ', '-').toLowerCase()}-${++number}`;
    const thing: Thing = { kind, name, id: undefined, key: undefined, state: undefined, asked: undefined, acknowledged: 0, unanswered: 0 };
    things.push(thing);
    return thing;
  };

  return {
    things,
    refused,
    inFlight: () => inFlight,
    perform,
    async write(url, onAcknowledged) {
      const dealtWith: Thing[] = [];
      const client = async (kind: Kind) => {
        for (;;) {
          const thing = newThing(kind);
          dealtWith.push(thing);
          // Every other one is left as it is after its last change but one, and so kept.
          const changes = number % 2 === 0 ? kind.changes : kind.changes.slice(0, -1);
          if (!(await perform(url, thing, kind.create(thing.name, number)))) return;
          onAcknowledged();
          for (const change of changes) {
            const { key, state } = thing as { key: string; state: Record<string, string | number> };
            if (!(await perform(url, thing, change({ key, state }, ++number)))) return;
            onAcknowledged();
          }
        }
      };
      await Promise.all(KINDS.flatMap((kind) => Array.from({ length: EACH }, () => client(kind))));
      return dealtWith;
    },
  };
}
