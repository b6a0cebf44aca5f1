import fs from 'node:fs';
import path from 'node:path';
import { startGateway } from '../gateways/gateway.mjs';
import { sluice } from '../gateways/sluice.mjs';
import { requestBody as body } from '../load/request.mjs';
import { runLoad } from '../load/run.mjs';
import { sleep } from '../system/child.mjs';
import { selfTimes } from './self-times.mjs';

const sampler = new URL('sampler.mjs', import.meta.url).href;

const loads = {
  tp: (gateway, seconds) => runLoad('closed-loop', gateway, { body, connections: 32, seconds }),
  rate: (gateway, seconds) => runLoad('open-loop', gateway, { body, ratePerSecond: 500, seconds }),
  sse: (gateway, seconds) => runLoad('streams', gateway, { streams: 200, events: Math.ceil(seconds * 50), gapMs: 20, rampMs: 500 }),
  big: (gateway, seconds) => runLoad('large-bodies', gateway, { megabytes: 5, count: Math.ceil(seconds * 10), parallel: 4 }),
};

/** Where the time of a warm gateway goes under one load. */
export async function profile({ only, seconds, folder, upstream }) {
  const file = path.resolve('.cache', `${only[0]}.cpuprofile`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  const gateway = await startGateway(sluice, {
    folder,
    upstream,
    nodeArguments: ['--import', sampler],
    environment: { BENCH_PROFILE: file },
  });
  const load = loads[only[0]] ?? loads.tp;
  await load(gateway, 6);
  process.kill(gateway.pid, 'SIGUSR2');
  const result = await load(gateway, Math.max(seconds, 4));
  process.kill(gateway.pid, 'SIGUSR2');
  for (let tries = 0; tries < 300 && !fs.existsSync(file); tries += 1) await sleep(50);
  await gateway.stop();

  const { functions, places, busyMs } = selfTimes(JSON.parse(fs.readFileSync(file, 'utf8')));
  // The profile counts time on the clock, during which a shared core serves others too; shares of the CPU time are what is ours.
  const each = (ms) => `${((ms / busyMs) * cpuOf(result)).toFixed(1).padStart(8)} µs`;
  const line = ({ name, ms }) => `${each(ms)} ${((ms / busyMs) * 100).toFixed(1).padStart(5)} %  ${name}`;
  console.log(
    `${result.replies} answers, ${each(busyMs).trim()} CPU ${only[0] === 'sse' ? 'an event' : 'each'}; by self time:\n${functions.slice(0, 25).map(line).join('\n')}`,
  );
  console.log(`\nby place:\n${places.slice(0, 15).map(line).join('\n')}\n\nprofile kept: ${path.relative(process.cwd(), file)}`);
}

const cpuOf = ({ cpuMicroseconds, cpuMilliseconds }) => cpuMicroseconds ?? cpuMilliseconds * 1000;
