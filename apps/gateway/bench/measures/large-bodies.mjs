import { runLoad } from '../load/run.mjs';
import { interleave } from './interleave.mjs';

const megabytes = 5;

export async function measureLargeBodies({ gateways, rounds, quick }) {
  const turns = Math.ceil(rounds / 2);
  for (const gateway of gateways) await runLoad('large-bodies', gateway, { megabytes, count: 2, parallel: 1 });
  const single = await interleave(gateways, turns, (gateway) =>
    runLoad('large-bodies', gateway, { megabytes, count: quick ? 4 : 10, parallel: 1 }),
  );
  const several = await interleave(gateways, turns, (gateway) =>
    runLoad('large-bodies', gateway, { megabytes, count: quick ? 8 : 24, parallel: 8 }),
  );
  return [
    { title: '5 MB body, CPU', unit: 'ms', samples: single, of: 'cpuMilliseconds', goal: 'bodyCpu' },
    { title: '5 MB body, time p50', unit: 'ms', samples: single, of: 'p50' },
    { title: '5 MB body, peak memory', unit: 'MB', samples: single, of: 'peakMegabytes', goal: 'bodyMemory' },
    { title: '8 × 5 MB at once, peak memory', unit: 'MB', samples: several, of: 'peakMegabytes' },
  ];
}
