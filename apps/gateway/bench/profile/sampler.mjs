import fs from 'node:fs';
import { Session } from 'node:inspector';

// Loaded into the gateway. `--cpu-prof` would do with less, but it begins with the process: what is seen then is loading and compiling.
const session = new Session();
let running = false;

process.on('SIGUSR2', () => {
  if (running) return session.post('Profiler.stop', (_error, { profile }) => save(profile));
  running = true;
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 250 });
  session.post('Profiler.start');
});

// Under its final name only when it is whole: somebody waits for that name.
function save(profile) {
  const file = process.env.BENCH_PROFILE;
  fs.writeFileSync(`${file}.part`, JSON.stringify(profile));
  fs.renameSync(`${file}.part`, file);
}
