import { requestBody as body } from '../load/request.mjs';
import { runLoad } from '../load/run.mjs';
import { residentKilobytes } from '../system/process-tree.mjs';
import { interleave } from './interleave.mjs';

export const warmUp = (gateway, seconds) => runLoad('closed-loop', gateway, { body, connections: 32, seconds });

export async function measureThroughput({ gateways, rounds, seconds, quick }) {
  // Watched round by round, ours gets quicker for five seconds: V8 has much to compile.
  for (const gateway of gateways) await warmUp(gateway, quick ? 1.2 : 6);
  const figures = [];
  for (const connections of [32, 128]) {
    const samples = await interleave(gateways, rounds, (gateway) => runLoad('closed-loop', gateway, { body, connections, seconds }));
    const say = (title) => `${title}, ${connections} connections`;
    figures.push(
      { title: say('CPU a request'), unit: 'µs', samples, of: 'cpuMicroseconds', goal: connections === 32 ? 'cpu' : undefined },
      { title: say('throughput'), unit: '/s', samples, of: 'perSecond', higherIsBetter: true, goal: 'throughput' },
      { title: say('share of its core in use'), unit: '%', samples: inPercent(samples), of: 'busy', higherIsBetter: true, plain: true },
    );
  }
  const memory = Object.fromEntries(gateways.map((gateway) => [gateway.name, [{ megabytes: residentKilobytes(gateway.pid) / 1024 }]]));
  figures.push({ title: 'memory after that load', unit: 'MB', samples: memory, of: 'megabytes', goal: 'memoryAfterLoad' });
  return figures;
}

const inPercent = (samples) =>
  Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, list.map(({ busy }) => ({ busy: busy * 100 }))]));
