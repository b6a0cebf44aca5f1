import { runLoad } from '../load/run.mjs';
import { residentKilobytes } from '../system/process-tree.mjs';
import { interleave } from './interleave.mjs';

export async function measureStreams({ gateways, direct, rounds, quick }) {
  const turns = Math.ceil(rounds / 2);
  const measure = (job) => interleave([direct, ...gateways], turns, (gateway) => runLoad('streams', gateway, job));
  for (const gateway of gateways) await runLoad('streams', gateway, { streams: 100, events: quick ? 15 : 60, gapMs: 20, rampMs: 200 });

  // What a round has grown to stays with the process, so each round is held against the memory before the first.
  const restKilobytes = Object.fromEntries(gateways.map(({ name, pid }) => [name, residentKilobytes(pid)]));

  // First bytes are taken in calm: 200 streams at once keep a slow gateway so busy that its queue would be measured instead.
  const calm = await measure({ streams: quick ? 40 : 100, events: 10, gapMs: 20, rampMs: quick ? 800 : 2000 });
  const brisk = await measure({ streams: 200, events: quick ? 30 : 100, gapMs: 20, rampMs: 1000 });
  const wide = await measure({ streams: 1000, events: quick ? 10 : 50, gapMs: 100, rampMs: 1000 });

  for (const { name } of gateways)
    for (const sample of wide[name]) sample.kilobytesPerStream = (sample.peakMegabytes * 1024 - restKilobytes[name]) / 1000;

  const inCalm = '50 streams opened a second';
  const at200 = '200 streams × 50/s';
  const at1000 = '1,000 streams × 10/s';
  return [
    { title: `first byte added p50, ${inCalm}`, unit: 'µs', samples: calm, of: 'firstEventP50', added: true, goal: 'firstByte' },
    { title: `first byte added p99, ${inCalm}`, unit: 'µs', samples: calm, of: 'firstEventP99', added: true },
    { title: `CPU an event, ${at200}`, unit: 'µs', samples: brisk, of: 'cpuMicroseconds', goal: 'eventCpu' },
    { title: `event delay added p50, ${at200}`, unit: 'µs', samples: brisk, of: 'delayP50', added: true },
    { title: `event delay added p99, ${at200}`, unit: 'µs', samples: brisk, of: 'delayP99', added: true, goal: 'eventDelay' },
    { title: `CPU an event, ${at1000}`, unit: 'µs', samples: wide, of: 'cpuMicroseconds' },
    { title: `event delay added p99, ${at1000}`, unit: 'µs', samples: wide, of: 'delayP99', added: true },
    { title: `peak memory, ${at1000}`, unit: 'MB', samples: wide, of: 'peakMegabytes', goal: 'streamMemory' },
    { title: 'memory an open stream, of 1,000', unit: 'KB', samples: wide, of: 'kilobytesPerStream' },
  ];
}
