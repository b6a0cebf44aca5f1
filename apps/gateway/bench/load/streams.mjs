// Many streams at once. Each event carries the time the upstream sent it: what is left on arrival is what the way cost.
import net from 'node:net';
import { cpuMicroseconds, watchPeak } from '../system/process-tree.mjs';
import { postBytes } from './connection.mjs';
import { ascending, finish, job, quantile } from './job.mjs';

const { url, headers, streams, events, gapMs, rampMs, pid } = job;
const body = JSON.stringify({
  model: 'llama-3.3-70b-versatile',
  stream: true,
  user: `events-${events}-gap-${gapMs}`,
  messages: [{ role: 'user', content: 'Tell me a short story about a lighthouse keeper and the sea.' }],
});
const bytes = postBytes({ url, headers, body });
const { hostname, port } = new URL(url);
const nowMicroseconds = () => Number(process.hrtime.bigint() / 1000n);

const delays = [];
const firstEvents = [];
let whole = 0;
let closed = 0;
let opened = 0;

const peakKilobytes = watchPeak(pid);
const startCpu = cpuMicroseconds(pid);
const startMs = performance.now();
const ramp = setInterval(openWhatIsDue, 2);
setTimeout(report, rampMs + events * gapMs * 2 + 20_000).unref();

function openWhatIsDue() {
  const wanted = Math.min(streams, Math.ceil(((performance.now() - startMs) / rampMs) * streams));
  for (; opened < wanted; opened += 1) openStream();
  if (opened >= streams) clearInterval(ramp);
}

function openStream() {
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  let sentAt = 0;
  let seen = 0;
  let kept = '';
  let done = false;
  socket.on('connect', () => {
    sentAt = nowMicroseconds();
    socket.write(bytes);
  });
  socket.on('data', (data) => {
    const arrivedAt = nowMicroseconds();
    kept += data.latin1Slice();
    let read = 0;
    for (let at = kept.indexOf(' @'); at >= 0; at = kept.indexOf(' @', read)) {
      const end = kept.indexOf(';', at);
      if (end < 0) break;
      if (seen === 0) firstEvents.push(arrivedAt - sentAt);
      seen += 1;
      delays.push(arrivedAt - Number(kept.slice(at + 2, end)));
      read = end + 1;
    }
    // Leaving before the last chunk would look like a caller who gave up.
    done ||= kept.includes('[DONE]', read) && kept.endsWith('0\r\n\r\n');
    kept = kept.slice(Math.max(read, kept.length - 64));
    if (done) socket.end();
  });
  socket.on('error', () => socket.destroy()); // 'close' follows and counts
  socket.on('close', () => {
    if (done && seen === events) whole += 1;
    closed += 1;
    if (closed === streams) setTimeout(report, 50);
  });
}

function report() {
  const cpu = cpuMicroseconds(pid) - startCpu;
  const peak = peakKilobytes();
  ascending(delays);
  ascending(firstEvents);
  finish({
    replies: whole,
    failures: streams - whole,
    cpuMicroseconds: cpu / delays.length,
    firstEventP50: quantile(firstEvents, 0.5),
    firstEventP99: quantile(firstEvents, 0.99),
    delayP50: quantile(delays, 0.5),
    delayP99: quantile(delays, 0.99),
    peakMegabytes: peak / 1024,
  });
}
