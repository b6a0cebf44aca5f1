import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shippedAdapters } from '../support/adapters.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { startStandIn, type StandIn } from '../support/stand-ins/stand-in.ts';
import { CELLS } from './cells.ts';
import { chatDoor } from './chat-door.ts';
import type { Cell } from './caller.ts';
import { FEATURES, type Feature } from './features.ts';
import { messagesDoor } from './messages-door.ts';
import { rows } from './providers.ts';
import { tryRefusal, tryRefusalThere } from './refusals.ts';
import { responsesDoor } from './responses-door.ts';
import { Table } from './table.ts';

const doors = [chatDoor, messagesDoor, responsesDoor];
const providers = rows();
const table = new Table();
const standIns = new Map<string, StandIn>();
const adapters = await shippedAdapters();
let gateway: InProcess;

beforeAll(async () => {
  gateway = await startInProcess();
  for (const { name, addresses } of providers) standIns.set(name, await startStandIn(addresses));
});

afterAll(async () => {
  console.log(
    table.toString(
      doors.map(({ name }) => name),
      providers.map(({ name }) => name),
    ),
  );
  await gateway.stop();
  for (const standIn of standIns.values()) await standIn.close();
});

/** @returns What the table shows of the cell. */
async function attempt(cell: Cell, feature: Feature): Promise<string> {
  const { row, door } = cell;
  const { member, at = doors.map(({ name }) => name) } = row.refuses?.[feature] ?? {};
  if (member !== undefined && at.includes(door.name)) {
    const adapter = adapters.find(({ id }) => id === row.slug)!;
    return tryRefusal(cell, feature, member, adapter);
  }
  const there = row.refusedThere?.[feature];
  if (there?.at.includes(door.name)) return tryRefusalThere(cell, feature, there.why);
  await CELLS[feature](cell);
  return '✓';
}

describe.each(doors.map((door) => [door.path, door] as const))('%s', (_path, door) => {
  describe.each(providers.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    it.each(FEATURES)('%s', async (feature) => {
      table.fill(door.name, row.name, feature, '✗');
      const cell = { door, row, standIn: standIns.get(row.name)!, gateway: gateway.url, strict: true };
      const shown = await attempt(cell, feature);

      table.fill(door.name, row.name, feature, shown);
      expect(shown).not.toBe('');
    });
  });
});

it('has no empty cell', () => {
  const empty = table.empty(
    doors.map(({ name }) => name),
    providers.map(({ name }) => name),
  );

  expect(empty).toEqual([]);
});
