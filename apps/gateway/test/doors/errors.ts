import { expect } from '@jest/globals';
import { isObject, objectIn, parsed, textIn } from '../support/stand-ins/json.ts';
import { askBy, type Cell } from './caller.ts';

const FAILURE = { status: 429, message: 'Too many requests, friend.', retryAfterS: 7 };

/** An error before an answer, whether a stream was asked for or not, and one in the middle of a stream. */
export async function tryErrors(cell: Cell): Promise<void> {
  const { requests, streaming } = cell.door;
  await tryRefused(cell, requests.text);
  await tryRefused(cell, { ...requests.text, ...streaming });
  await tryBroken(cell);
}

async function tryRefused(cell: Cell, body: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await askBy(cell, { kind: 'refuse', failure: FAILURE }, body);

  const told = parsed(await response.text());
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  if (!isObject(told)) throw new Error(`the error is no JSON: ${JSON.stringify(told)}`);
  const error = objectIn(told['error']);
  expect(textIn(error['message'])).toContain(FAILURE.message);
  expect(textIn(error['message'])).toContain(`${cell.row.slug} error: `);
  expect(textIn(error['type'])).not.toBe('');
  if (cell.door.name === 'messages') expect(told['type']).toBe('error');
}

async function tryBroken(cell: Cell): Promise<void> {
  const { door, standIn } = cell;
  const script = { kind: 'break', turn: { text: 'It begins well,' }, message: 'The model fell over.' } as const;
  const response = await askBy(cell, script, { ...door.requests.text, ...door.streaming });

  const text = await response.text();
  expect(response.status).toBe(200);
  expect(door.says(text)).toBe(true);
  const read = door.readStream(text, { direct: standIn.spoken.at(-1)?.speaks === door.name, strict: cell.strict });
  if (read.ended) throw new Error(`the stream ends as if nothing had happened: ${text.slice(-600)}`);
  expect(textIn(read.error['message'])).toContain('The model fell over.');
}
