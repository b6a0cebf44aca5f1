// The other side of the example: a model server with a language that is nobody else's. It repeats what it is told.
//
//   POST /generate   Authorization: Bearer TOKEN
//   { "model": "house-1", "instructions": "…", "dialogue": [{ "who": "person" | "model" | "house", "text": "…" }],
//     "most_tokens": 100, "warmth": 0.7, "stop_at": ["…"], "stream": false }
//
//   { "text": "…", "ended": "complete" | "cut", "tokens": { "read": 7, "written": 3 } }
//   streamed, a line each: { "more": "…" } and, at the end, { "ended": "complete", "tokens": { … } }
//   a failure, with its status or as a line: { "problem": "…", "kind": "busy" | "bad_token" | "no_such_model" | "too_long" }
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const { PORT = '4000', INHOUSE_TOKEN = 'let-me-in' } = process.env;

/** @typedef {{ readonly model: string, readonly dialogue: readonly { readonly text: string }[], readonly most_tokens?: number, readonly stream?: boolean }} Question */

/** @type {(request: IncomingMessage, response: ServerResponse) => Promise<void>} */
async function serve(request, response) {
  if (request.headers.authorization !== `Bearer ${INHOUSE_TOKEN}`)
    return refuse(response, 401, { problem: 'this token is not known', kind: 'bad_token' });
  const { model, dialogue, most_tokens: most = 1024, stream = false } = /** @type {Question} */ (await json(request));
  if (model !== 'house-1') return refuse(response, 404, { problem: `there is no model "${model}"`, kind: 'no_such_model' });
  const words = `You said: ${dialogue.at(-1)?.text ?? ''}`.match(/\s*\S+/g) ?? [];
  const written = words.slice(0, most);
  const ending = {
    ended: written.length < words.length ? 'cut' : 'complete',
    tokens: { read: dialogue.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0), written: written.length },
  };
  response.setHeader('content-type', stream ? 'application/x-ndjson' : 'application/json');
  if (!stream) return void response.end(JSON.stringify({ text: written.join(''), ...ending }));
  for (const word of written) response.write(`${JSON.stringify({ more: word })}\n`);
  response.end(`${JSON.stringify(ending)}\n`);
}

/** @type {(response: ServerResponse, status: number, problem: object) => void} */
function refuse(response, status, problem) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(problem));
}

const server = createServer((request, response) => {
  serve(request, response).catch((error) => refuse(response, 400, { problem: String(error) }));
});
server.listen(Number(PORT), '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`the in-house model listens on http://127.0.0.1:${port}`);
});
