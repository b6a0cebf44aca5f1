import { parseArgs } from 'node:util';

const usage = `npm run bench -- [options]
  --peer portkey   measure Portkey's gateway in the same run (installed on demand)
  --only LIST      of: tp, rate, sse, big, start (all)
  --rounds N       interleaved rounds (5)
  --seconds N      of each measurement (3)
  --quick          everything once, under a minute: rough figures, no goals
  --json FILE      every sample, for later comparison
  --markdown FILE  the whole table for a page, such as docs/benchmarks.md
  --profile        no comparison: the 25 functions in which the gateway spends its time, under the first load of --only`;

export const groups = ['tp', 'rate', 'sse', 'big', 'start'];

export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      peer: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'string' },
      markdown: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',') ?? groups;
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  const seconds = Number(values.seconds ?? (values.quick ? 1 : 3));
  const known = only.every((name) => groups.includes(name)) && [undefined, 'portkey'].includes(values.peer);
  const bounded = rounds >= 1 && rounds <= 50 && seconds > 0 && seconds <= 60;
  if (values.help || !known || !bounded) {
    console.log(usage);
    process.exit(values.help ? 0 : 2);
  }
  return { ...values, only, rounds, seconds };
}
