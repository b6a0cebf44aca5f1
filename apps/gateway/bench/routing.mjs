// oxlint-disable unicorn/no-thenable -- `then` is a word of the config language
// What routing costs: CPU a request of one target against that of configs that choose, and, with --before, against
// another build of the gateway. Rounds are interleaved, and ratios are taken within a round, so that whatever else the
// machine does falls on all alike. Prints the mean ratio with its 95 % interval.
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
import { startUpstream } from './upstream/start.mjs';

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '1' },
    connections: { type: 'string', default: '32' },
  },
});
const [rounds, seconds, connections] = [values.rounds, values.seconds, values.connections].map(Number);

const target = { provider: 'groq', api_key: 'x' };
const contenders = [
  sluiceWith({ name: 'one target' }),
  ...(values.before ? [sluiceWith({ name: 'one target, before', file: path.resolve(values.before, 'apps/gateway/dist/main.js') })] : []),
  sluiceWith({
    name: 'fallback of 2, retries',
    config: JSON.stringify({ strategy: { mode: 'fallback' }, retry: { attempts: 2 }, targets: [target, target] }),
  }),
  sluiceWith({ name: 'load balance of 2', config: JSON.stringify({ strategy: { mode: 'loadbalance' }, targets: [target, target] }) }),
  sluiceWith({
    name: 'conditional of 2',
    config: JSON.stringify({
      strategy: { mode: 'conditional', conditions: [{ query: { 'params.model': 'none' }, then: 'a' }], default: 'b' },
      targets: [
        { ...target, name: 'a' },
        { ...target, name: 'b' },
      ],
    }),
  }),
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
const upstream = await startUpstream(folder);
try {
  const gateways = [];
  for (const contender of contenders) gateways.push(await startGateway(contender, { folder, upstream: upstream.origin }));
  for (const gateway of gateways) await warmUp(gateway, 4);
  const samples = await interleave(gateways, rounds, (gateway) => runLoad('closed-loop', gateway, { body, connections, seconds }));
  for (const gateway of gateways) await gateway.stop();
  report(samples);
} finally {
  await upstream.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit();
}

function report(samples) {
  const base = samples['one target'].map(({ cpuMicroseconds }) => cpuMicroseconds);
  console.log(`CPU a request, ${connections} connections, ${rounds} interleaved rounds of ${seconds} s`);
  for (const [name, list] of Object.entries(samples)) {
    const own = list.map(({ cpuMicroseconds }) => cpuMicroseconds);
    // One target over what came before, and everything else over one target.
    const ratios = own.map((value, round) => (name.endsWith('before') ? base[round] / value : value / base[round]));
    const { mean, low, high } = interval(ratios);
    const of = name.endsWith('before') ? 'now / before' : 'of one target';
    console.log(
      `${name.padEnd(26)} ${median(own).toFixed(1).padStart(7)} µs   ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] ${of}`,
    );
  }
}

/** Geometric mean of ratios and its 95 % interval, by the normal quantile. */
function interval(ratios) {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, logs.length - 1);
  const half = 1.96 * Math.sqrt(variance / logs.length);
  return { mean: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

function median(list) {
  const sorted = list.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}
