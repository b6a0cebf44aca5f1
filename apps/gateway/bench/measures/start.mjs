import { sleep } from '../system/child.mjs';
import { residentKilobytes } from '../system/process-tree.mjs';
import { interleave } from './interleave.mjs';

/** Unlike the other measures this one starts its gateways itself: starting is what it measures. */
export async function measureStart({ contenders, start, finish, rounds, quick }) {
  const samples = await interleave(contenders, rounds, async (contender) => {
    const gateway = await start(contender);
    await sleep(quick ? 700 : 1500);
    const sample = { startMs: gateway.startMs, idleMegabytes: residentKilobytes(gateway.pid) / 1024 };
    await finish(gateway);
    return sample;
  });
  return [
    { title: 'start: spawn to first 200', unit: 'ms', samples, of: 'startMs', goal: 'start' },
    { title: 'idle memory after one request', unit: 'MB', samples, of: 'idleMegabytes' },
  ];
}
