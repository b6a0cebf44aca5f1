import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One stream that is to be sent: its pieces, and the milliseconds before each. */
export interface Uneven {
  readonly pieces: readonly string[];
  readonly gapsMs: readonly number[];
}

/** The same numbers every time, from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const PIECES = 10;

/** So many streams, each another one: words of several alphabets, gaps of 20 to 150 ms. */
export function unevenStreams(count: number): readonly Uneven[] {
  return Array.from({ length: count }, (_, index) => {
    const roll = dice(index * 7_919 + 1);
    const chunk = (delta: unknown, finish: string | null) =>
      `data: ${JSON.stringify({
        id: `chatcmpl-${index}`,
        object: 'chat.completion.chunk',
        created: 1_790_000_000 + index,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason: finish }],
      })}\n\n`;
    const words = Array.from({ length: PIECES }, (_word, place) =>
      chunk({ content: `w${place} é 漢 🙂 ${Math.floor(roll() * 1e9)} ` }, null),
    );
    const pieces = [chunk({ role: 'assistant', content: '' }, null), ...words, chunk({}, 'stop'), 'data: [DONE]\n\n'];
    return { pieces, gapsMs: pieces.map(() => 20 + Math.floor(roll() * 131)) };
  });
}

/** A provider that sends the stream whose number stands in the last message, at its own uneven pace. */
export async function startUneven(streams: readonly Uneven[]): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const send = async (response: ServerResponse, { pieces, gapsMs }: Uneven) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const [place, piece] of pieces.entries()) {
      await wait(gapsMs[place]);
      response.write(piece);
    }
    response.end();
  };
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      const { messages } = JSON.parse(text) as { messages: readonly { readonly content: string }[] };
      void send(response, streams[Number(messages.at(-1)!.content.replace('stream ', ''))]!);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
