import type { Asked, DoorEvent, Json } from '@sluice/provider-sdk';
import { responsesBridge } from './bridge.ts';

export const asked = (call: Json = {}): Asked => ({
  call: { model: 'm', input: 'hi', ...call },
  target: { model: 'm', settings: {} },
  id: 'r1',
  createdS: 1_700_000_000,
});

/** All that a chat stream comes to. */
export function written(chunks: readonly Json[], call: Json = {}): readonly DoorEvent[] {
  const writer = responsesBridge.writer(asked(call));
  return [...chunks.flatMap((chunk) => writer.write(chunk)), ...writer.end()];
}

/** A chunk with one choice. */
export const chunk = (delta: Json, more: Json = {}): Json => ({
  id: 'c',
  object: 'chat.completion.chunk',
  created: 5,
  model: 'm-1',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
});

export const finish = (reason: string): Json => chunk({}, { finish_reason: reason });
