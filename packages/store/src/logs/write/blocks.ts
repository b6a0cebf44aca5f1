import { randomBytes } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw } from 'node:zlib';
import type { LoggedBodies, LogEntry } from '../entry.ts';
import { idAt } from '../time-of-id.ts';
import { read, written } from './block-text.ts';

/** What is said in a block at most, in characters, and of how many records: what presses is set up for each block anew. */
const CHARACTERS = 256 * 1024;
const SLOTS = 128;
/** More costs twice the time for a tenth of the room. */
const LEVEL = 1;

/**
 * A longer text is pressed on another thread. What one block usually holds takes half a millisecond here, and twice the work
 * there, for memory that is new to that thread each time.
 */
const MOST_HERE = 2 * CHARACTERS;

const press = promisify(deflateRaw);
const unpress = promisify(inflateRaw);

/** A row of `log_blocks`. */
export interface Block {
  readonly id: string;
  readonly at: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Where the bodies of a record are. */
export interface Slot {
  readonly block: string;
  readonly slot: number;
}

/** The bodies of these records, pressed together; records of one block are of one day, for it goes when the day does. */
export async function blocksOf(
  entries: readonly LogEntry[],
  dayOf: (id: string) => number,
): Promise<{ readonly blocks: readonly Block[]; readonly slots: ReadonlyMap<string, Slot> }> {
  const blocks: Block[] = [];
  const slots = new Map<string, Slot>();
  for (const some of portions(entries, dayOf)) {
    const newest = some.reduce((latest, { id }) => (id > latest ? id : latest), '');
    const at = Math.max(...some.map(({ at: each }) => each));
    const block = idAt(newest, randomBytes(10));
    some.forEach(({ id }, slot) => slots.set(id, { block, slot }));
    // What waits here gets its turn in between.
    if (blocks.length > 0) await others();
    blocks.push({ id: block, at, count: some.length, bytes: await pressed(some.map(({ bodies }) => bodies ?? null)) });
  }
  return { blocks, slots };
}

/** What is kept of it. */
export async function pressed(bodies: readonly (LoggedBodies | null)[]): Promise<Uint8Array> {
  const text = written(bodies);
  return text.length <= MOST_HERE ? deflateRawSync(text, { level: LEVEL }) : press(text, { level: LEVEL });
}

/** What was said, by slot. */
export async function unpressed(bytes: Uint8Array): Promise<readonly (LoggedBodies | null)[]> {
  return read((await unpress(bytes)).toString());
}

function portions(entries: readonly LogEntry[], dayOf: (id: string) => number): readonly (readonly LogEntry[])[] {
  const portioned: LogEntry[][] = [];
  const open = new Map<number, { entries: LogEntry[]; characters: number }>();
  for (const entry of entries) {
    if (entry.bodies === undefined) continue;
    const day = dayOf(entry.id);
    const size = lengthOf(entry.bodies);
    const last = open.get(day);
    if (last !== undefined && last.entries.length < SLOTS && last.characters + size <= CHARACTERS) {
      last.entries.push(entry);
      last.characters += size;
      continue;
    }
    const begun = { entries: [entry], characters: size };
    open.set(day, begun);
    portioned.push(begun.entries);
  }
  return portioned;
}

const lengthOf = ({ request = '', response = '', upstreamRequest = '' }: LoggedBodies) =>
  request.length + response.length + upstreamRequest.length;
