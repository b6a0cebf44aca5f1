import { bytesOf, type AskedRequest, type RecordedAnswer } from '../replies/reply-file.ts';
import { askedOf } from './request.ts';

/** A network that gives one answer to whatever the provider is asked, and notes what that was. */
export interface Replay {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly AskedRequest[];
}

/** Gives an answer in pieces of so many bytes; Infinity is all at once. */
export function replaying(answer: RecordedAnswer, base: string, pieceBytes: number): Replay {
  const asked: AskedRequest[] = [];
  const { status, headers } = answer;
  return {
    asked,
    fetch: async (input, init) => {
      const request = await askedOf(new Request(input, init), base);
      if (!request) return tokenAnswer();
      asked.push(request);
      return new Response(EMPTY.has(status) ? null : piecesOf(bytesOf(answer), pieceBytes), { status, headers });
    },
  };
}

/** Statuses that `Response` allows no body. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/** For adapters that exchange a credential for a token, at an address of its own, before they ask. */
const tokenAnswer = () => Response.json({ access_token: 'a-token-of-the-test-kit', token_type: 'Bearer', expires_in: 3600 });

function piecesOf(bytes: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}
