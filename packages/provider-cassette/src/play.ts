import type { LocalAnswer } from '@sluice/provider-sdk';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chunk, Exchange, Piece, RecordedResponse } from './cassette.ts';

export interface Playing {
  /** When it was asked, by `performance.now()`. */
  readonly asked: number;
  /** 1 is as it was, 2 twice as fast; 0 as fast as can be. */
  readonly speed: number;
  readonly signal: AbortSignal;
}

/** Gives an answer as it was given when it was recorded. What is late is not waited for again: each piece has its own moment. */
export async function play({ response }: Exchange, playing: Playing): Promise<LocalAnswer> {
  await until(response.ms, playing);
  const { status, headers } = response;
  return { status, headers, body: isWhole(response) ? bytesOf(response.chunks[0]?.[1] ?? '') : pieces(response, playing) };
}

const isWhole = ({ ms, chunks, end_ms: end, cut }: RecordedResponse) =>
  cut === undefined && chunks.length <= 1 && (chunks[0]?.[0] ?? 0) <= ms && (end ?? 0) <= ms;

async function* pieces({ chunks, end_ms: end, cut }: RecordedResponse, playing: Playing): AsyncIterable<Uint8Array> {
  for (const [ms, piece] of chunks as readonly Chunk[]) {
    await until(ms, playing);
    yield bytesOf(piece);
  }
  if (end !== undefined) await until(end, playing);
  if (cut) throw new Error('the connection broke here when it was recorded');
}

async function until(ms: number, { asked, speed, signal }: Playing): Promise<void> {
  if (speed === 0) return signal.throwIfAborted();
  const left = asked + ms / speed - performance.now();
  if (left > 0) await wait(left, undefined, { signal });
}

const bytesOf = (piece: Piece): Uint8Array => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.base64, 'base64'));
