import { request } from 'node:http';

/** A stream as a client of it saw it. */
export interface Listened {
  readonly status: number;
  readonly bytes: Buffer;
  /** When each event came, in milliseconds since the request was sent. */
  readonly eventsMs: readonly number[];
}

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const END_OF_EVENT = '\n\n';

/** Asks for a stream and notes when its events come. The clock is read as bytes arrive, before anything is done with them. */
export function listenTo({ url, headers, body }: Call): Promise<Listened> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asked = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      const pieces: Buffer[] = [];
      const eventsMs: number[] = [];
      response.on('data', (piece: Buffer) => {
        const at = performance.now() - began;
        pieces.push(piece);
        for (let ended = piece.toString('latin1').split(END_OF_EVENT).length - 1; ended > 0; ended--) eventsMs.push(at);
      });
      response.on('end', () => resolve({ status: response.statusCode!, bytes: Buffer.concat(pieces), eventsMs }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** From the first event to the last: how long each came after the one before it. */
export const gapsOf = ({ eventsMs }: Listened): readonly number[] => eventsMs.slice(1).map((at, index) => at - eventsMs[index]!);

/** Calls one after another, so many at a time. */
export async function atATime<T, R>(many: number, all: readonly T[], ask: (one: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  const waiting = [...all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) answers[next[0]] = await ask(next[1]);
  };
  await Promise.all(Array.from({ length: many }, work));
  return answers;
}
