import net from 'node:net';

/** The bytes of one POST; written as they are, so that the generator costs a fraction of the gateway. */
export function postBytes({ url, headers, body }) {
  const { pathname, host } = new URL(url);
  const lines = [`POST ${pathname} HTTP/1.1`, `host: ${host}`, 'content-type: application/json'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`), Buffer.from(body)]);
}

/** A keep-alive connection that carries one request at a time. `onReply(ok)` per whole reply; `onLost(wasBusy)` when it closes. */
export function openConnection(url, { onReady, onReply, onLost }) {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  let kept;
  let busy = false;
  const connection = {
    send(bytes) {
      busy = true;
      socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
  socket.on('connect', () => onReady(connection));
  socket.on('data', (data) => {
    kept = kept ? Buffer.concat([kept, data]) : data;
    if (!isWhole(kept)) return;
    const ok = kept.latin1Slice(9, 12) === '200';
    kept = undefined;
    busy = false;
    onReply(ok, connection);
  });
  socket.on('error', () => socket.destroy()); // 'close' follows and tells
  socket.on('close', () => onLost(busy, connection));
  return connection;
}

function isWhole(reply) {
  const end = reply.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(reply.latin1Slice(0, end))?.[1];
  return length === undefined ? reply.latin1Slice(reply.length - 5) === '0\r\n\r\n' : reply.length >= end + 4 + Number(length);
}
