import { requestBody as body } from '../load/request.mjs';
import { runLoad } from '../load/run.mjs';
import { interleave } from './interleave.mjs';
import { warmUp } from './throughput.mjs';

const ratePerSecond = 500;

export async function measureRate({ gateways, direct, rounds, seconds, quick }) {
  for (const gateway of gateways) await warmUp(gateway, quick ? 1.2 : 6);
  const samples = await interleave([direct, ...gateways], rounds, (gateway) =>
    runLoad('open-loop', gateway, { body, ratePerSecond, seconds }),
  );
  const say = (title) => `${title} at ${ratePerSecond}/s`;
  return [
    { title: say('CPU a request'), unit: 'µs', samples, of: 'cpuMicroseconds', goal: 'rateCpu' },
    { title: say('added p50'), unit: 'µs', samples, of: 'p50', added: true, goal: 'addedP50' },
    { title: say('added p99'), unit: 'µs', samples, of: 'p99', added: true, goal: 'addedP99' },
  ];
}
