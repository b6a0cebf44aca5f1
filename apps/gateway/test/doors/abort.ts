import { expect } from '@jest/globals';
import { askBy, type Cell } from './caller.ts';

/** The caller leaves in the middle of a stream, and the provider is told. */
export async function tryAbort(cell: Cell): Promise<void> {
  const { door, standIn } = cell;
  const leaving = new AbortController();
  const script = { kind: 'stall', turn: { text: 'I have a long story to tell.' } } as const;
  const response = await askBy(cell, script, { ...door.requests.text, ...door.streaming }, leaving.signal);
  expect(response.status).toBe(200);
  await untilItSays(response, door.says);

  leaving.abort();

  expect(await within(2000, standIn.hungUp)).toBe('hung up');
}

/** What is told has come to the caller although the stream is not over. */
async function untilItSays(response: Response, says: (text: string) => boolean): Promise<void> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!says(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream is over: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
}

async function within(milliseconds: number, happening: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => (timer = setTimeout(() => resolve('not in time'), milliseconds)));
  const came = await Promise.race([happening.then(() => 'hung up'), late]);
  clearTimeout(timer);
  return came;
}
