import http from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 2048, pipelining: 1, keepAliveTimeout: 60_000 });
const requestHeaders = ['content-type', 'application/json', 'authorization', 'Bearer x'];
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'server']);

/** No keys, no routing, no record: body in, `Pool.dispatch`, bytes out. Nothing in Node that does less would still be a relay. */
http
  .createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => relay(`/openai${request.url}`, joined(chunks), response));
  })
  .listen(Number(process.env.PORT), '127.0.0.1', 4096);

function relay(path, body, response) {
  const chunks = [];
  let head;
  let streaming = false;
  pool.dispatch(
    { method: 'POST', path, headers: requestHeaders, body },
    {
      onConnect() {},
      onHeaders(status, raw) {
        head = { status, headers: endToEnd(raw) };
        streaming = raw.some((item) => item.latin1Slice().startsWith('text/event-stream'));
        if (streaming) response.writeHead(head.status, head.headers);
        return true;
      },
      onData(chunk) {
        if (streaming) response.write(chunk);
        else chunks.push(chunk);
        return true;
      },
      onComplete() {
        if (streaming) return response.end();
        response.writeHead(head.status, head.headers);
        response.end(joined(chunks));
      },
      onError() {
        if (!response.headersSent) response.writeHead(502);
        response.end();
      },
    },
  );
}

function endToEnd(raw) {
  const headers = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at].latin1Slice();
    if (!hopByHop.has(name.toLowerCase())) headers.push(name, raw[at + 1].latin1Slice());
  }
  return headers;
}

const joined = (chunks) => (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
