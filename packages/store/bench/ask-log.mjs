// Asks a log questions, each many times with other words, and tells how long it took.
import { openLogStore } from '@sluice/store/logs';
import { Dice, WORLD, Zipf } from './sample.mjs';

const { url, end, days, seed, rounds } = JSON.parse(process.argv[2]);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const store = await openLogStore({ url });
const dice = new Dice(seed + 2);
const tenants = new Zipf(20);
const ALL = { workspaces: 'all' };

const known = await someRecords();

/** Records from all over, whose words are asked for. */
async function someRecords() {
  const records = [];
  for (let number = 0; number < 60; number++) {
    const from = end - Math.floor(dice.share() * (days - 0.1) * DAY_MS);
    const page = await store.search({ filter: { ...ALL, from }, size: 3, forwards: true });
    records.push(...page.records);
  }
  return records;
}

const like = (pick) => {
  for (;;) {
    const value = pick(dice.of(known));
    if (value !== undefined && value !== null) return value;
  }
};
const ofTenant = () => ({ workspaces: [WORLD.tenants[tenants.pick(dice)]] });
const anyone = () => (dice.share() < 0.5 ? ALL : ofTenant());

/** A time as people choose it: the last hour, day, week, month, or from some moment to another. */
function time() {
  const length = dice.of([HOUR_MS, 3 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS, 14 * DAY_MS, 30 * DAY_MS]);
  if (dice.share() < 0.5) return { from: end - length, to: end };
  const to = end - Math.floor(dice.share() * (days * DAY_MS - length));
  return { from: to - length, to };
}

const around = (value) => dice.of([{ min: value * 0.9, max: value * 1.1 }, { min: value }, { max: value }]);

/** One for each thing that can be asked. */
const FILTERS = {
  ids: () => ({ ids: [like(({ id }) => id)] }),
  traces: () => ({ traces: [like(({ trace }) => trace)] }),
  spans: () => ({ spans: [like(({ span }) => span)] }),
  workspaces: () => ofTenant(),
  time: () => time(),
  sources: () => ({ sources: ['gateway'] }),
  statuses: () => ({ statuses: [dice.of(WORLD.statuses)] }),
  success: () => ({ success: dice.share() < 0.5 }),
  faults: () => ({ faults: [dice.of(WORLD.faults)] }),
  providers: () => ({ providers: [dice.of(WORLD.providers)] }),
  models: () => ({ models: [dice.of(WORLD.models)] }),
  providerModels: () => ({ providerModels: [like(({ provider, model }) => `${provider}__${model}`)] }),
  apiKeys: () => ({ apiKeys: [like(({ apiKeyId }) => apiKeyId)] }),
  virtualKeys: () => ({ virtualKeys: [like(({ virtualKey }) => virtualKey)] }),
  configs: () => ({ configs: [dice.of(WORLD.configs)] }),
  prompts: () => ({ prompts: ['pp-answer'] }),
  promptVersions: () => ({ promptVersions: [dice.of(WORLD.versions)] }),
  operations: () => ({ operations: [dice.of(['chat', 'embeddings'])] }),
  paths: () => ({ paths: [dice.of(['/v1/chat/completions', '/v1/embeddings'])] }),
  methods: () => ({ methods: [dice.of(['POST', 'GET'])] }),
  cache: () => ({ cache: [dice.of(WORLD.cache)] }),
  streamed: () => ({ streamed: dice.share() < 0.5 }),
  aborted: () => ({ aborted: true }),
  rescued: () => ({ rescued: true }),
  retries: () => ({ retries: { min: 1 } }),
  user: () => ({ metadata: { _user: like(({ metadata }) => metadata._user) } }),
  team: () => ({ metadata: { team: dice.of(WORLD.teams) } }),
  environment: () => ({ metadata: { _environment: dice.of(['production', 'staging']) } }),
  tokens: () => ({ tokens: around(like(({ used }) => used && used.input + used.output)) }),
  inputTokens: () => ({ inputTokens: around(like(({ used }) => used?.input)) }),
  outputTokens: () => ({ outputTokens: around(like(({ used }) => used?.output)) }),
  cost: () => ({ cost: around(like(({ cost }) => cost)) }),
  ms: () => ({ ms: around(like(({ timings }) => timings.total)) }),
  feedback: () => ({ feedback: dice.of([{ min: 5 }, { max: -5 }, { min: -1, max: 1 }]) }),
};

/** What was asked last, for whoever wants to know why it took long. */
let asked;
const page = (filter) => store.search({ filter: (asked = filter), size: 50 });
const chart = () => (asked = { ...anyone(), ...time() });
const some = { offset: 0, size: 50 };
const three = () => {
  const names = Object.keys(FILTERS).filter((name) => !['ids', 'traces', 'spans', 'workspaces'].includes(name));
  return Object.assign({ ...anyone() }, ...[1, 2, 3].map(() => FILTERS[names.splice(dice.below(names.length), 1)[0]]()));
};

const QUESTIONS = {
  'newest page': { ask: () => page(anyone()) },
  ...Object.fromEntries(Object.entries(FILTERS).map(([name, make]) => [`filter ${name}`, { ask: () => page({ ...ALL, ...make() }) }])),
  'any single filter': { ask: () => page({ ...ALL, ...FILTERS[dice.of(Object.keys(FILTERS))]() }) },
  'three filters': { ask: () => page(three()), slow: true },
  graph: { ask: () => store.analytics.graph(chart()) },
  'graph of a cache': { ask: () => store.analytics.graph({ ...chart(), cache: ['HIT'] }) },
  'counts of statuses': { ask: () => store.analytics.counts({ ...chart(), success: false }, 'status') },
  'counts of retries': { ask: () => store.analytics.counts({ ...chart(), success: true, retries: { min: 1 } }, 'retries') },
  users: { ask: () => store.analytics.distinct(chart(), '_user') },
  feedback: { ask: () => store.analytics.feedback(chart()) },
  ...Object.fromEntries(
    ['model', 'provider', 'workspace', 'apiKey', 'virtualKey', 'config', 'prompt', 'promptVersion', 'status', 'fault'].map((by) => [
      `groups by ${by}`,
      { ask: () => store.analytics.groups(chart(), by, some) },
    ]),
  ),
  'groups by user': { ask: () => store.analytics.metadataGroups(chart(), '_user', some) },
  'groups by team': { ask: () => store.analytics.metadataGroups(chart(), 'team', some) },
};

const goal = { sqlite: 300, postgres: 200 }[store.engine];
const wanted = process.argv[3] && new RegExp(process.argv[3]);
let missed = 0;
for (const [name, { ask, slow }] of Object.entries(QUESTIONS)) {
  if (wanted && !wanted.test(name)) continue;
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    // What takes too long is answered by an error, which took that long.
    await ask().catch((error) => process.stdout.write(`${name}: ${error.message}\n`));
    const took = performance.now() - began;
    times.push(took);
    if (took >= (slow ? 2_000 : goal)) process.stderr.write(`${took.toFixed(0)} ms: ${name} ${JSON.stringify(asked)}\n`);
  }
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.ceil(share * times.length) - 1].toFixed(0).padStart(5);
  const over = Number(at(0.95)) >= (slow ? 2_000 : goal);
  missed += over ? 1 : 0;
  process.stdout.write(
    `${name.padEnd(24)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   longest ${at(1)} ms${over ? '   over the goal' : ''}\n`,
  );
}
await store.close();
process.exitCode = missed > 0 ? 1 : 0;
