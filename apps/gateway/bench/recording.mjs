// What recording costs: CPU a request with no log, with records alone, and with all that was said, in one gateway each.
// Rounds are interleaved and ratios are taken within a round; what is written after the last answer of a round is waited for
// and counted. With --before, also against another build. With --requests, one gateway gets so many and its memory is told.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startGateway } from './gateways/gateway.mjs';
import { sluiceWith } from './gateways/sluice.mjs';
import { requestBody as body } from './load/request.mjs';
import { runLoad } from './load/run.mjs';
import { interleave } from './measures/interleave.mjs';
import { warmUp } from './measures/throughput.mjs';
import { sleep } from './system/child.mjs';
import { cpuMicroseconds, residentKilobytes } from './system/process-tree.mjs';
import { startUpstream } from './upstream/start.mjs';

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    requests: { type: 'string' },
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '32' },
  },
});
const [rounds, seconds, connections] = [values.rounds, values.seconds, values.connections].map(Number);

/** Requests from one look at the memory to the next. */
const MEMORY_EVERY = 100_000;

/** Longer than a record waits to be written. */
const SETTLE_MS = 800;

const withSettings = (name, environment, file) => {
  const contender = sluiceWith({ name, ...(file && { file }) });
  return { name, launch: (context) => contender.launch({ ...context, environment }) };
};

const OFF = 'no log';
const contenders = [
  withSettings(OFF, { SLUICE_LOGS: 'off' }),
  withSettings('records', { SLUICE_LOG_BODIES: 'off' }),
  withSettings('records and bodies', {}),
  ...(values.before ? [withSettings('before', {}, path.resolve(values.before, 'apps/gateway/dist/main.js'))] : []),
];

/** More than nothing, by so much at most. */
const GOALS = { records: 1.1, 'records and bodies': 1.2 };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const upstream = await startUpstream(folder);
try {
  await (values.requests ? growth(Number(values.requests)) : ratios());
} finally {
  await upstream.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function ratios() {
  const gateways = [];
  for (const contender of contenders) gateways.push(await startGateway(contender, { folder, upstream: upstream.origin }));
  for (const gateway of gateways) await warmUp(gateway, 4);
  const samples = await interleave(gateways, rounds, async (gateway) => {
    const before = cpuMicroseconds(gateway.pid);
    const { replies } = await runLoad('closed-loop', gateway, { body, connections, seconds });
    await sleep(SETTLE_MS);
    return (cpuMicroseconds(gateway.pid) - before) / replies;
  });
  for (const gateway of gateways) await gateway.stop();
  console.log(`CPU a request, ${connections} connections, ${rounds} interleaved rounds of ${seconds} s`);
  for (const [name, list] of Object.entries(samples)) {
    const { mean, low, high } = interval(list.map((value, round) => value / samples[OFF][round]));
    const goal = GOALS[name] === undefined ? '' : `  goal ${GOALS[name]}: ${mean <= GOALS[name] ? 'met' : 'MISSED'}`;
    console.log(
      `${name.padEnd(20)} ${median(list).toFixed(1).padStart(7)} µs   ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] of no log${goal}`,
    );
  }
}

/** Memory of a gateway that records everything of requests of all kinds, by how many it has had. */
async function growth(requests) {
  const [, , contender] = contenders;
  const gateway = await startGateway(contender, { folder, upstream: upstream.origin });
  while (gateway.answered < requests) {
    await runLoad('mixed', gateway, { body, connections, count: MEMORY_EVERY / 5 });
    const told = gateway.answered;
    if (told % MEMORY_EVERY > MEMORY_EVERY / 5) continue;
    await sleep(SETTLE_MS);
    const metrics = await (await fetch(new URL('/metrics', gateway.url), { headers: gateway.headers })).text();
    const figure = (name) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
    console.log(
      `${String(told).padStart(9)} requests   RSS ${(residentKilobytes(gateway.pid) / 1024).toFixed(0)} MB   heap ${(figure('nodejs_heap_size_used_bytes') / 1048576).toFixed(0)} MB   waiting ${figure('sluice_log_records_waiting')}`,
    );
  }
  await gateway.stop();
}

/** Geometric mean of ratios and its 95 % interval, by the normal quantile. */
function interval(list) {
  const logs = list.map(Math.log);
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, logs.length - 1);
  const half = 1.96 * Math.sqrt(variance / logs.length);
  return { mean: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

function median(list) {
  const sorted = list.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
