// So many connections, each sending its next request as soon as the last is over: of a hundred 75 are answered, 10 streamed,
// 10 left by their caller in the middle of a stream, and 5 fail. The provider is the gateway's own.
import { openConnection, postBytes } from './connection.mjs';
import { finish, job } from './job.mjs';

const { url, connections, count } = job;
const headers = { ...job.headers, 'x-portkey-config': '{"provider":"mock"}' };
const asking = (more) => postBytes({ url, headers, body: JSON.stringify({ ...JSON.parse(job.body), model: 'mock', ...more }) });
const requests = {
  answered: asking({}),
  streamed: asking({ stream: true }),
  left: asking({ stream: true, mock: { chunks: 20, gap_ms: 20 } }),
  failing: asking({ mock: { status: 500 } }),
};
const kindOf = (index) => (index % 10 === 3 ? 'left' : index % 10 === 6 ? 'streamed' : index % 20 === 7 ? 'failing' : 'answered');

/** Long enough for a stream to have begun. */
const LEAVES_AFTER_MS = 15;

let sent = 0;
let replies = 0;
let failures = 0;
let open = connections;

for (let index = 0; index < connections; index += 1) connect();

function connect() {
  openConnection(url, {
    onReady: next,
    onReply(ok, connection) {
      replies += 1;
      if (!ok) failures += 1;
      next(connection);
    },
    onLost(wasBusy) {
      if (wasBusy) replies += 1;
      if (sent < count) return connect();
      open -= 1;
      if (open === 0) finish({ replies, failures: 0, failed: failures });
    },
  });
}

function next(connection) {
  if (sent >= count) return connection.close();
  const kind = kindOf(sent);
  sent += 1;
  connection.send(requests[kind]);
  if (kind === 'left') setTimeout(() => connection.close(), LEAVES_AFTER_MS);
}
