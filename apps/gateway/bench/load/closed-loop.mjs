// So many connections, each sending its next request as soon as the last is answered: what one core can do.
import { cpuMicroseconds } from '../system/process-tree.mjs';
import { openConnection, postBytes } from './connection.mjs';
import { finish, job } from './job.mjs';

const { url, headers, body, connections, seconds, pid } = job;
const bytes = postBytes({ url, headers, body });
const startMs = performance.now();
const startCpu = cpuMicroseconds(pid);
let replies = 0;
let failures = 0;
let open = connections;
let stopping = false;

for (let count = 0; count < connections; count += 1) {
  openConnection(url, {
    onReady: (connection) => connection.send(bytes),
    onReply(ok, connection) {
      replies += 1;
      if (!ok) failures += 1;
      // In flight requests are waited for: each was a request that must leave its record.
      if (stopping) connection.close();
      else connection.send(bytes);
    },
    onLost(wasBusy) {
      if (wasBusy) failures += 1;
      open -= 1;
      if (open === 0) report();
    },
  });
}

setTimeout(() => (stopping = true), seconds * 1000);
setTimeout(report, seconds * 1000 + 10_000).unref();

function report() {
  const wallMicroseconds = (performance.now() - startMs) * 1000;
  const cpu = cpuMicroseconds(pid) - startCpu;
  finish({
    replies,
    failures,
    perSecond: (replies / wallMicroseconds) * 1e6,
    cpuMicroseconds: cpu / replies,
    busy: cpu / wallMicroseconds,
  });
}
