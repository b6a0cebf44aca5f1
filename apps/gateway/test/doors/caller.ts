import type { StandIn } from '../support/stand-ins/stand-in.ts';
import type { Json } from '../support/stand-ins/json.ts';
import type { Heard } from '../support/stand-ins/heard.ts';
import type { Tells } from '../support/stand-ins/wire-format.ts';
import type { Script, Turn } from '../support/stand-ins/turn.ts';
import type { Told } from '../support/stand-ins/answers/told.ts';
import type { Door } from './door.ts';
import type { Row } from './providers.ts';

/** One cell of the table, with all that is needed to try it. */
export interface Cell {
  readonly door: Door;
  readonly row: Row;
  readonly standIn: StandIn;
  readonly gateway: string;
  /** Nothing beyond OpenAI's own set is asked for. */
  readonly strict: boolean;
}

/** A question as the provider heard it, and the answer as the caller was told it. */
export interface Exchanged {
  readonly how: 'whole' | 'streamed';
  readonly told: Told;
  readonly heard: Heard;
  readonly tells: Tells;
  readonly direct: boolean;
}

export function send({ door, row, standIn, gateway, strict }: Cell, body: Json, signal?: AbortSignal): Promise<Response> {
  return fetch(`${gateway}${door.path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-portkey-provider': row.slug,
      'x-portkey-custom-host': `${standIn.origin}${row.base}`,
      'x-portkey-strict-open-ai-compliance': String(strict),
      ...row.headers,
    },
    body: JSON.stringify({ model: row.model, ...body }),
    ...(signal && { signal }),
  });
}

/** Asks once, the provider doing as the script says. */
export function askBy(cell: Cell, script: Script, body: Json, signal?: AbortSignal): Promise<Response> {
  cell.standIn.forget();
  cell.standIn.script = script;
  return send(cell, body, signal);
}

export async function exchange(cell: Cell, body: Json, turn: Turn, how: Exchanged['how']): Promise<Exchanged> {
  const { door, standIn, strict } = cell;
  const streamed = how === 'streamed';
  const response = await askBy(cell, { kind: 'say', turn }, streamed ? { ...body, ...door.streaming } : body);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${how}: ${response.status} ${text}`);
  const heard = standIn.heard.at(-1);
  const format = standIn.spoken.at(-1);
  if (!heard || !format) throw new Error(`${how}: the provider was not asked: ${text}`);
  const direct = format.speaks === door.name;
  const asHeard = { how, heard, tells: format.tells, direct };
  if (!streamed) return { ...asHeard, told: door.read(JSON.parse(text), { direct, strict }) };
  const read = door.readStream(text, { direct, strict });
  if (!read.ended) throw new Error(`${how}: the stream ended with ${JSON.stringify(read.error)}`);
  return { ...asHeard, told: read.told };
}

/** The same whole and streamed. */
export async function exchanges(cell: Cell, body: Json, turn: Turn): Promise<readonly Exchanged[]> {
  return [await exchange(cell, body, turn, 'whole'), await exchange(cell, body, turn, 'streamed')];
}
