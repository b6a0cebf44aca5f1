import { setTimeout as wait } from 'node:timers/promises';
import type { Directions } from './directions.ts';

/** The events of a stream as bytes, as late and as broken as the request asked for. */
export async function* sendEvents(events: readonly unknown[], directions: Directions, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const { gapMs, cutAfter, stallAfter, error } = directions;
  const end =
    error === undefined
      ? ['data: [DONE]\n\n']
      : [`data: ${JSON.stringify({ error: { type: 'mock_error', param: null, code: null, ...error } })}\n\n`];
  // An error stands where the end would: after the first half of what there was to say.
  const said = error === undefined ? events : events.slice(0, Math.ceil(events.length / 2));
  const texts = [...said.map((event) => `data: ${JSON.stringify(event)}\n\n`), ...end];
  for (const [index, text] of texts.entries()) {
    if (cutAfter !== undefined && index >= cutAfter) throw new Error('the mock cut the stream as it was told to');
    if (stallAfter !== undefined && index >= stallAfter) await wait(2 ** 31 - 1, undefined, { signal, ref: false });
    if (gapMs > 0 && index > 0) await wait(gapMs, undefined, { signal });
    yield Buffer.from(text);
  }
}
