import net from 'node:net';
import { completionReply } from './completion.mjs';
import { streamEvents } from './events.mjs';

const bodiesWorthReading = 64 * 1024;

/**
 * The upstream that everybody is measured against. Raw sockets: with the http module it would cost as much as a gateway,
 * and on two cores the load generator would starve before the gateway is busy.
 */
net
  .createServer({ noDelay: true }, (socket) => {
    let head = '';
    let kept = Buffer.alloc(0);
    let missing = 0;
    let readable = true;
    let chunked = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      if (head) return takeBody(data);
      kept = kept.length > 0 ? Buffer.concat([kept, data]) : data;
      const end = kept.indexOf('\r\n\r\n');
      if (end < 0) return;
      head = kept.latin1Slice(0, end);
      const rest = kept.subarray(end + 4);
      missing = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
      readable = missing < bodiesWorthReading;
      kept = Buffer.alloc(0);
      takeBody(rest);
    });

    function takeBody(data) {
      missing -= data.length;
      if (readable) kept = kept.length > 0 ? Buffer.concat([kept, data]) : data;
      if (chunked ? !endsLastChunk(data) : missing > 0) return;
      const body = readable ? kept.latin1Slice() : '';
      head = '';
      kept = Buffer.alloc(0);
      answer(socket, body);
    }
  })
  .listen(Number(process.env.PORT), '127.0.0.1', 4096);

const endsLastChunk = (data) => data.length >= 5 && data.latin1Slice(data.length - 5) === '0\r\n\r\n';

function answer(socket, body) {
  if (!body.includes('"stream":true')) return socket.write(completionReply);
  // Gateways keep unknown headers to themselves, but each passes `user` on: the profile travels there.
  const [, count, gapMs] = /"user":"events-(\d+)-gap-(\d+)"/.exec(body) ?? [undefined, 100, 20];
  streamEvents(socket, { count: Number(count), gapMs: Number(gapMs), withUsage: body.includes('"include_usage":true') });
}
