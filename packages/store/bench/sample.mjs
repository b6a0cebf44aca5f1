// Records as a gateway of some size would have them: the same for the same seed.

const DAY_MS = 86_400_000;
const PROVIDERS = [
  ['alpha', ['alpha-large', 'alpha-small', 'alpha-mini']],
  ['beta', ['beta-1', 'beta-2']],
  ['gamma', ['gamma-pro', 'gamma-flash']],
  ['delta', ['delta-70b']],
];
const STATUSES = [200, 429, 400, 500, 503, 401, 504];
const STATUS_SHARES = [0.935, 0.025, 0.015, 0.01, 0.008, 0.005, 0.002];
const FAULTS = {
  429: 'rate_limited',
  400: 'invalid_request',
  500: 'provider_error',
  503: 'overloaded',
  401: 'unauthorized',
  504: 'timeout',
};

export class Dice {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  share() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count) {
    return Math.floor(this.share() * count);
  }

  of(list) {
    return list[this.below(list.length)];
  }

  /** A place in shares that come to 1. */
  in(shares) {
    let left = this.share();
    for (let place = 0; place < shares.length; place++) if ((left -= shares[place]) < 0) return place;
    return 0;
  }

  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
  }
}

/** The n-th is asked for 1/n as often as the first. */
export class Zipf {
  #upTo;

  constructor(count, steepness = 1) {
    let sum = 0;
    this.#upTo = Float64Array.from({ length: count }, (_, place) => (sum += 1 / (place + 1) ** steepness));
  }

  pick(dice) {
    const wanted = dice.share() * this.#upTo.at(-1);
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#upTo[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** What can be asked for, so that whoever asks knows its words. */
export const WORLD = {
  tenants: Array.from({ length: 20 }, (_, number) => `workspace-${number}`),
  keysOf: (tenant) => Array.from({ length: 1 + (tenant % 4) }, (_, number) => `key-${tenant}-${number}`),
  modelsOf: (tenant) => [0, 1].map((step) => PROVIDERS[(tenant + step) % PROVIDERS.length]),
  configs: ['pc-main', 'pc-fallback', 'pc-batch'],
  versions: ['v1', 'v2', 'v3'],
  teams: Array.from({ length: 40 }, (_, number) => `team-${number}`),
  statuses: STATUSES,
  faults: Object.values(FAULTS),
  cache: ['HIT', 'MISS', 'DISABLED'],
  models: PROVIDERS.flatMap(([, models]) => models),
  providers: PROVIDERS.map(([provider]) => provider),
  user: (tenant, number) => `user-${tenant}-${number}`,
};

const TENANTS = new Zipf(20);
const USERS = new Zipf(200, 0.8);

/** @param {{ seed: number, records: number, end: number, days: number }} settings */
export function* sampleOf({ seed, records, end, days }) {
  const dice = new Dice(seed);
  const text = randomText(dice, 4 * 1024 * 1024);
  const begin = end - days * DAY_MS;
  for (let number = 0; number < records; number++) {
    // A little out of order, as requests end.
    const at = Math.floor(begin + ((number + dice.share()) / records) * (end - begin));
    yield record(dice, at, number, text);
  }
}

function record(dice, at, number, text) {
  const tenant = TENANTS.pick(dice);
  const [provider, models] = dice.of(WORLD.modelsOf(tenant));
  // Each key is of a program that does one thing.
  const key = dice.of(WORLD.keysOf(tenant));
  const place = Number(key.at(-1));
  const model = dice.share() < 0.8 ? models[place % models.length] : dice.of(models);
  const status = STATUSES[dice.in(STATUS_SHARES)];
  const streamed = place % 2 === 0;
  const embeds = place === 3;
  const cache = place === 1 ? (dice.share() < 0.2 ? 'HIT' : 'MISS') : 'DISABLED';
  const total = cache === 'HIT' ? 3 + dice.share() * 5 : Math.round(1_000 * 700 * Math.exp(1.1 * dice.normal())) / 1_000;
  const used =
    status === 200
      ? { input: 50 + Math.floor(400 * Math.exp(dice.normal())), output: embeds ? 0 : 10 + Math.floor(150 * Math.exp(dice.normal())) }
      : undefined;
  const cost = used && cache !== 'HIT' ? used.input * 5e-7 + used.output * 1.5e-6 : cache === 'HIT' ? 0 : undefined;
  const id = idAt(at, dice);
  const given = dice.share() < 0.15;
  const config = tenant % 3 === 0 ? WORLD.configs[place % 3] : undefined;
  const retried = config !== undefined && dice.share() < 0.02 ? 1 : 0;
  const rescued = config !== undefined && dice.share() < 0.01;
  const tried = { target: 'config', provider, model, virtualKey: `vk-${provider}`, status, cost, used };
  return {
    id,
    at,
    source: 'gateway',
    workspace: WORLD.tenants[tenant],
    apiKeyId: key,
    apiKeyName: `The key ${key}`,
    trace: given ? `trace-${Math.floor(number / 4)}` : id,
    // As the gateway makes one where nobody gives it.
    span: given ? hex(dice, 16) : id.slice(2, 8) + id.slice(9, 13) + id.slice(30),
    parentSpan: undefined,
    spanName: undefined,
    method: 'POST',
    path: embeds ? '/v1/embeddings' : '/v1/chat/completions',
    operation: embeds ? 'embeddings' : 'chat',
    status,
    fault: status === 200 ? undefined : { kind: FAULTS[status], message: 'The provider did not want to' },
    aborted: streamed && dice.share() < 0.01,
    streamed,
    provider,
    model,
    askedModel: undefined,
    virtualKey: `vk-${provider}`,
    config,
    configVersion: config && `${config}-7`,
    prompt: place === 2 ? 'pp-answer' : undefined,
    promptVersion: place === 2 ? WORLD.versions[dice.in([0.1, 0.2, 0.7])] : undefined,
    experiment: undefined,
    variant: undefined,
    target: rescued ? 'config.targets[1]' : 'config',
    retries: retried,
    rescued,
    cache,
    timings: {
      total,
      parse: 0.2,
      plan: 0.1,
      connect: undefined,
      firstByte: total * 0.4,
      firstToken: streamed ? total * 0.4 : undefined,
      upstream: total * 0.98,
    },
    used,
    cost,
    saved: cache === 'HIT' ? 0.001 : undefined,
    metadata: {
      _user: WORLD.user(tenant, USERS.pick(dice)),
      team: dice.of(WORLD.teams),
      _environment: dice.share() < 0.8 ? 'production' : 'staging',
    },
    tries: [
      {
        ...tried,
        why: 'first',
        spanId: hex(dice, 16),
        startedMs: 0.3,
        connectMs: undefined,
        firstByteMs: total * 0.4,
        firstTokenMs: undefined,
        ms: total * 0.98,
        fault: undefined,
      },
    ],
    steps: [],
    client: { runtime: 'node', version: 'v20.20.0' },
    bodies: { request: words(dice, text, 2_900), response: words(dice, text, 1_200) },
  };
}

/** Of people who say what they think of an answer: one answer in five hundred is worth a word to them. */
export function feedbackOn({ trace, workspace, at }, dice, number) {
  return { id: `feedback-${number}`, trace, workspace, value: dice.below(21) - 10, weight: 1, metadata: {}, at: at + 60_000 };
}

const HEX = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, '0'));

function hex(dice, length) {
  let text = '';
  for (let at = 0; at < length; at += 4) text += HEX[dice.below(65_536)];
  return text;
}

function idAt(at, dice) {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(dice, 4).slice(1)}-8${hex(dice, 4).slice(1)}-${hex(dice, 12)}`;
}

/** Words of no language, each as often as words are. */
function randomText(dice, length) {
  const syllables = Array.from(
    { length: 200 },
    () => dice.of('bcdfghklmnprstvw') + dice.of('aeiou') + (dice.share() < 0.3 ? dice.of('nrst') : ''),
  );
  const vocabulary = Array.from({ length: 8_000 }, () => Array.from({ length: 1 + dice.below(4) }, () => dice.of(syllables)).join(''));
  const common = new Zipf(vocabulary.length);
  const parts = [];
  for (let held = 0; held < length;) {
    const word = vocabulary[common.pick(dice)];
    parts.push(word);
    held += word.length + 1;
  }
  return parts.join(' ');
}

/** Sentences out of a long text: what comes again is too far away to be pressed. */
function words(dice, text, length) {
  let said = '{"messages":[{"role":"user","content":"';
  while (said.length < length) {
    const from = dice.below(text.length - 200);
    said += text.slice(from, from + 120 + dice.below(80));
  }
  return `${said}"}]}`;
}
