import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { call, CHAT, type Reply } from './support/call.ts';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { json, startUpstream, type Answer, type Received, type Upstream } from './support/upstream.ts';

// Real sockets and real waits, many at a time: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

/** A gateway whose deadlines are those that users have. */
let gateway: Gateway;
/** One that does not make a test wait for them. */
let hasty: Gateway;
const upstreams: Upstream[] = [];

const SILENCE_MS = 400;

beforeAll(async () => {
  const environment = { TRUSTED_CUSTOM_HOSTS: '127.0.0.1' };
  const short = {
    SLUICE_FIRST_BYTE_TIMEOUT_MS: String(SILENCE_MS),
    SLUICE_FIRST_EVENT_TIMEOUT_MS: String(SILENCE_MS),
    SLUICE_IDLE_TIMEOUT_MS: String(SILENCE_MS),
  };
  [gateway, hasty] = await Promise.all([startGateway({ environment }), startGateway({ environment: { ...environment, ...short } })]);
});
afterAll(async () => {
  await Promise.all([gateway.stop(), hasty.stop()]);
  await Promise.all(upstreams.map((upstream) => upstream.close()));
});

// --- what providers say ---

const WORDS = 'The Seine rises in Burgundy, crosses the Île-de-France – past Notre-Dame 🏰 – and meets the sea near Le Havre.'.split(
  /(?<= )/,
);
const TEXT = WORDS.join('');
const THIRD = Math.floor(WORDS.length / 3);
const USAGE = { prompt_tokens: 7, completion_tokens: 21, total_tokens: 28 };

const chunk = (delta: object, { finish = null as string | null, model = 'm' } = {}) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const usageOf = (model: string) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model, choices: [], usage: USAGE })}\n\n`;
const DONE = 'data: [DONE]\n\n';
const END = [chunk({}, { finish: 'stop' }), DONE];

const spoken = (words: readonly string[], model = 'm') => [
  chunk({ role: 'assistant', content: '' }, { model }),
  ...words.map((content) => chunk({ content }, { model })),
];
const completion = (content = TEXT, model = 'm') => ({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: USAGE,
});

const open = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();

/** Sends events one by one; `end` says how the connection goes on from there. */
const events =
  (pieces: readonly string[], end: (response: ServerResponse) => void = (response) => response.end()): Answer =>
  async (response) => {
    open(response);
    for (const piece of pieces) {
      response.write(piece);
      await pause(2);
    }
    end(response);
  };
const stays = () => {};
const resets = (response: ServerResponse) => void response.socket!.resetAndDestroy();

interface Asked {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}
const askedIn = ({ body }: Received) => JSON.parse(body.toString()) as Asked;

/** The whole answer, as a stream or plain, as it is asked for; from where the given beginning of it ends. */
const fine: Answer = (response, received) => {
  const { model, stream = false, messages } = askedIn(received);
  const last = messages.at(-1)!;
  const rest = last.role === 'assistant' ? TEXT.slice(last.content.length) : TEXT;
  const wordsLeft = rest.split(/(?<= )/);
  return (
    stream
      ? events([...spoken(wordsLeft, model), chunk({}, { finish: 'stop', model }), usageOf(model), DONE])
      : json(completion(rest, model))
  )(response, received);
};

const refuses = (status: number, error: object = { message: 'no', type: 'server_error', code: null }, headers = {}): Answer =>
  json({ error }, status, headers);
const silent: Answer = () => {};
const reset: Answer = (response) => void response.socket!.resetAndDestroy();

/** A provider that plays its answers one after another, and the last for ever. */
interface Player {
  readonly upstream: Upstream;
  readonly target: { readonly provider: string; readonly custom_host: string };
  /** Milliseconds from the first time that it was asked to each time. */
  readonly triesMs: number[];
  /** What each of them was asked. */
  readonly asked: () => Asked[];
  /** Resolves when it has been hung up on so often, before it was done. */
  readonly hungUp: (times?: number) => Promise<void>;
}

async function playing(...answers: readonly Answer[]): Promise<Player> {
  const triesMs: number[] = [];
  let first: number | undefined;
  const upstream = await startUpstream((response, received) => {
    first ??= performance.now();
    triesMs.push(performance.now() - first);
    return answers[Math.min(triesMs.length, answers.length) - 1]!(response, received);
  });
  upstreams.push(upstream);
  let closed = 0;
  return {
    upstream,
    target: { provider: 'openai', custom_host: `${upstream.origin}/v1` },
    triesMs,
    asked: () => upstream.received.map(askedIn),
    async hungUp(times = 1) {
      for (const each of upstream.received.slice(0, times)) void each.hungUp.then(() => closed++);
      await eventually(() => closed >= times, 'its connection was left open', 3000);
    },
  };
}

const within = ({ triesMs }: Player, ms: number) => triesMs.filter((each) => each <= ms).length;

// --- what callers ask and get ---

interface Wish {
  readonly plain?: boolean;
  readonly from?: Gateway;
  readonly body?: object;
}

const chainOf = (players: readonly Player[], more: object = {}) => ({
  strategy: { mode: 'fallback' },
  retry: { attempts: 2 },
  targets: players.map(({ target }) => target),
  ...more,
});
const GOING_ON = { strategy: { mode: 'fallback', on_stream_failure: 'continue' } };

async function ask(config: object, { plain = false, from = gateway, body = {} }: Wish = {}): Promise<Reply & { readonly ms: number }> {
  const started = performance.now();
  const reply = await call(`${from.url}/v1/chat/completions`, {
    headers: { authorization: 'Bearer k', 'x-portkey-config': JSON.stringify(config) },
    body: { ...CHAT, stream: !plain, ...body },
  });
  return { ...reply, ms: performance.now() - started };
}

/** What a client makes of a reply, streamed or not. */
interface Heard {
  readonly status: number;
  readonly text: string;
  /** A finish reason. */
  readonly finished: boolean;
  /** `[DONE]`, or the end of a plain answer. */
  readonly done: boolean;
  readonly error: string | undefined;
}

function heard({ status, headers, text, json: body, cut }: Reply): Heard {
  if (headers['content-type'] !== 'text/event-stream') {
    const content = body?.choices?.[0]?.message?.content ?? '';
    const whole = !cut && body?.choices?.[0]?.finish_reason === 'stop';
    return { status, text: content, finished: whole, done: whole, error: body?.error?.code ?? body?.error?.type };
  }
  const data = text.split('\n\n').flatMap((event) => (event.startsWith('data: ') ? [event.slice(6)] : []));
  const read = data.flatMap((each) => {
    try {
      return [JSON.parse(each)];
    } catch {
      // A test that sends such an event looks at it itself.
      return [];
    }
  });
  const choices = read.flatMap((each) => each.choices ?? []);
  return {
    status,
    text: choices.map(({ delta }) => delta.content ?? '').join(''),
    finished: choices.some((choice) => choice.finish_reason === 'stop'),
    done: data.at(-1) === '[DONE]' && !cut,
    error: read.find((each) => each.error)?.error.code,
  };
}

const WHOLE: Heard = { status: 200, text: TEXT, finished: true, done: true, error: undefined };

/** Nothing but what came before the break, and an error as the last word. */
function expectBroken(reply: Reply, code: string) {
  expect(heard(reply)).toMatchObject({ status: 200, finished: false, done: false, error: code });
  expect(reply.text).not.toContain('[DONE]');
  expect(reply.text).toMatch(/\n\ndata: \{"error":\{[^\n]*\}\}\n\n$/);
  expect(TEXT.startsWith(heard(reply).text)).toBe(true);
}

const answeredBy = ({ headers }: Reply) => headers['x-portkey-last-used-option-index'];

const FORMS = [
  ['streamed', false],
  ['plain', true],
] as const;

describe.each(FORMS)('a %s answer, when the provider', (_form, plain) => {
  it.concurrent('1: says 429 with Retry-After once: waits it out at the same target', async () => {
    const limited = refuses(429, { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' }, { 'retry-after': '2' });
    const [primary, backup] = [await playing(limited, fine), await playing(fine)];

    const reply = await ask(chainOf([primary, backup], { retry: { attempts: 2, use_retry_after_header: true } }), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(primary.triesMs).toHaveLength(2);
    expect(primary.triesMs[1]).toBeGreaterThan(1950);
    expect(primary.triesMs[1]).toBeLessThan(3000);
    expect(backup.triesMs).toEqual([]);
  });

  it.concurrent('1: means it for two seconds, and nobody reads its header: still no hammering', async () => {
    const [primary, backup] = [await playing(), await playing(fine)];
    const limited = refuses(429, { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' }, { 'retry-after': '2' });
    primary.upstream.answer = (response, received) => {
      primary.triesMs.push(performance.now() - started);
      return (performance.now() - started < 2000 ? limited : fine)(response, received);
    };
    const started = performance.now();

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(within(primary, 1500)).toBeLessThanOrEqual(2);
    expect(backup.triesMs).toEqual([]);
  });

  it.concurrent('2: says 429 for ever: backs off, then the fallback', async () => {
    const [primary, backup] = [
      await playing(refuses(429, { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' })),
      await playing(fine),
    ];

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(answeredBy(reply)).toBe('config.targets[1]');
    expect(within(primary, 900)).toBe(1);
    expect(within(primary, 3000) + backup.triesMs.length).toBeLessThanOrEqual(4);
    expect(primary.triesMs).toHaveLength(3);
    expect(backup.triesMs).toHaveLength(1);
  });

  it.concurrent('3: says 500 once: the same target again', async () => {
    const [primary, backup] = [await playing(refuses(500), fine), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(answeredBy(reply)).toBe('config.targets[0]');
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([2, 0]);
  });

  it.concurrent('4: says 503 for ever: retries, then the fallback', async () => {
    const [primary, backup] = [await playing(refuses(503)), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(primary.triesMs.length + backup.triesMs.length).toBe(4);
    expect(primary.triesMs[2]! - primary.triesMs[1]!).toBeGreaterThan(1900);
  });

  it.concurrent('5: resets the connection before headers, once: tried again', async () => {
    const [primary, backup] = [await playing(reset, fine), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(reply.ms).toBeLessThan(3000);
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([2, 0]);
  });

  it.concurrent('5: resets a connection that has served before: falls over', async () => {
    const [primary, backup] = [await playing(fine, reset), await playing(fine)];
    const config = chainOf([primary, backup], { retry: undefined });
    await ask(config, { plain });

    const reply = await ask(config, { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(answeredBy(reply)).toBe('config.targets[1]');
    expect(reply.ms).toBeLessThan(1000);
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([2, 1]);
  });

  it.concurrent('6: stays silent: one wait, then the fallback', async () => {
    const [primary, backup] = [await playing(silent), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { plain, from: hasty });

    expect(heard(reply)).toEqual(WHOLE);
    expect(reply.ms).toBeLessThan(2 * SILENCE_MS);
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([1, 1]);
    await primary.hungUp();
  });

  it.concurrent('6: stays silent, and so do all others: 408, once each', async () => {
    const [primary, backup] = [await playing(silent), await playing(silent)];

    const reply = await ask(chainOf([primary, backup]), { plain, from: hasty });

    expect([reply.status, reply.json.error.code]).toEqual([408, 'deadline_exceeded']);
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([1, 1]);
    await Promise.all([primary.hungUp(), backup.hungUp()]);
  });

  it.concurrent('12: says that the context is too long: a larger model, and no resend', async () => {
    const tooLong = refuses(400, {
      message: 'too long',
      type: 'invalid_request_error',
      param: 'messages',
      code: 'context_length_exceeded',
    });
    const [primary, backup] = [await playing(tooLong), await playing(fine)];
    const targets = [primary.target, { ...backup.target, override_params: { model: 'llama-large' } }];

    const reply = await ask(chainOf([], { retry: { attempts: 2, on_status_codes: [400, 429, 500] }, targets }), { plain });

    expect(heard(reply)).toEqual(WHOLE);
    expect(primary.asked().map(({ model }) => model)).toEqual(['llama']);
    expect(backup.asked().map(({ model }) => model)).toEqual(['llama-large']);
  });

  it.concurrent.each(['content_policy_violation', 'content_filter'])('13: refuses the prompt (%s): its own words, once', async (code) => {
    const refusal = refuses(400, { message: 'Your request was rejected', type: 'invalid_request_error', param: 'messages', code });
    const [primary, backup] = [await playing(refusal), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { plain });

    expect(reply.status).toBe(400);
    expect(reply.json.error).toEqual({
      message: 'openai error: Your request was rejected',
      type: 'invalid_request_error',
      param: 'messages',
      code,
    });
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([1, 0]);
  });

  it.concurrent('16: is down, and another model answers: it is named, and so are its tokens', async () => {
    const [primary, backup] = [await playing(refuses(503)), await playing(fine)];
    const targets = [primary.target, { ...backup.target, override_params: { model: 'other-model' } }];
    const body = { model: 'asked-model', ...(!plain && { stream_options: { include_usage: true } }) };

    const reply = await ask(chainOf([], { retry: undefined, targets }), { plain, body });

    expect(heard(reply)).toEqual(WHOLE);
    expect(primary.asked().map(({ model }) => model)).toEqual(['asked-model']);
    expect(new Set(reply.text.match(/"model":"[^"]*"/g))).toEqual(new Set(['"model":"other-model"']));
    expect(reply.text).toContain(`"usage":${JSON.stringify(USAGE)}`);
    expect(answeredBy(reply)).toBe('config.targets[1]');
  });
});

describe('a stream, when the provider', () => {
  it.concurrent(
    '7: opens it at once and says nothing for twenty seconds: moved on from after twelve',
    async () => {
      const slow: Answer = async (response, received) => {
        open(response);
        await Promise.race([pause(20_000, undefined, { ref: false }), received.hungUp]);
        response.end(spoken(WORDS).join('') + END.join(''));
      };
      const [primary, backup] = [await playing(slow), await playing(fine)];

      const reply = await ask(chainOf([primary, backup]));

      expect(heard(reply)).toEqual(WHOLE);
      expect(answeredBy(reply)).toBe('config.targets[1]');
      expect(reply.ms).toBeGreaterThan(11_500);
      expect(reply.ms).toBeLessThan(15_000);
      expect(primary.triesMs).toHaveLength(1);
      await primary.hungUp();
    },
    25_000,
  );

  it.concurrent.each<[string, Answer]>([
    ['says nothing', events([], stays)],
    ['only says that it is still there', events([': wait\n\n', ': wait\n\n'], stays)],
    ['sends half an event', events(['data: {"choices":[{"index":0,"de'], stays)],
  ])('7: opens it at once and %s: the caller sees another target’s headers', async (_what, answer) => {
    const [primary, backup] = [await playing(answer), await playing(fine)];

    const reply = await ask(chainOf([primary, backup]), { from: hasty });

    expect(heard(reply)).toEqual(WHOLE);
    expect(answeredBy(reply)).toBe('config.targets[1]');
    expect(reply.text).not.toContain('wait');
    expect(primary.triesMs).toHaveLength(1);
    await primary.hungUp();
  });

  const twoThirds = spoken(WORDS.slice(0, 2 * THIRD));

  it.concurrent.each<[string, Answer]>([
    ['closing', events(twoThirds)],
    ['resetting', events(twoThirds, resets)],
    ['resetting within an event', events([...twoThirds, chunk({ content: 'lost' }).slice(0, 40)], resets)],
  ])('8: cuts it at two thirds by %s: whole from elsewhere, or an error in band', async (_how, answer) => {
    const [primary, backup, third] = [await playing(answer), await playing(fine), await playing(answer)];

    const continued = await ask(chainOf([primary, backup], GOING_ON));
    const broken = await ask(chainOf([primary, backup]));
    const hopeless = await ask(chainOf([primary, third], GOING_ON));
    const alone = await ask({ ...primary.target, retry: { attempts: 2 } });

    expect(heard(continued)).toEqual(WHOLE);
    for (const reply of [broken, hopeless, alone]) expectBroken(reply, 'stream_broken');
    expect([primary.triesMs.length, backup.triesMs.length, third.triesMs.length]).toEqual([4, 1, 1]);
  });

  it.concurrent('9: falls silent after a third: the same, in time, and the connection is let go', async () => {
    const answer = events(spoken(WORDS.slice(0, THIRD)), stays);
    const [primary, backup] = [await playing(answer), await playing(fine)];

    const continued = await ask(chainOf([primary, backup], GOING_ON), { from: hasty });
    const broken = await ask(chainOf([primary, backup]), { from: hasty });
    const health = await call(`${hasty.url}/health`);

    expect(heard(continued)).toEqual(WHOLE);
    expectBroken(broken, 'deadline_exceeded');
    for (const { ms } of [continued, broken]) expect(ms).toBeLessThan(3 * SILENCE_MS);
    expect(health.status).toBe(200);
    expect(primary.triesMs).toHaveLength(2);
    await primary.hungUp(2);
  });

  it.concurrent.each([0, 1, 5])('10: sends an event that is not JSON, as number %d: the rest is whole', async (place) => {
    const all = [...spoken(WORDS), ...END];
    const garbled = all.toSpliced(place, 0, 'data: {"choices":[{"index":0,"delta":{"content":"oops\n\n');
    const [primary, backup] = [await playing(events(garbled)), await playing(fine)];

    const replies = [await ask(primary.target), await ask(chainOf([primary, backup])), await ask(chainOf([primary, backup], GOING_ON))];

    for (const reply of replies) {
      expect(heard(reply)).toEqual(WHOLE);
      expect([garbled.join(''), all.join('')]).toContain(reply.text);
    }
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([3, 0]);
  });

  it.concurrent.each<[string, Answer]>([
    ['closes', events([...spoken(WORDS), END[0]!, usageOf('m')])],
    ['resets', events([...spoken(WORDS), END[0]!, usageOf('m')], resets)],
    ['closes without the last blank line', events([...spoken(WORDS), END[0]!, usageOf('m').trimEnd()])],
  ])('11: leaves out [DONE] and %s: a normal finish', async (_how, answer) => {
    const [primary, backup] = [await playing(answer), await playing(fine)];
    const body = { stream_options: { include_usage: true } };

    const replies = [
      await ask(primary.target, { body }),
      await ask(chainOf([primary, backup]), { body }),
      await ask(chainOf([primary, backup], GOING_ON), { body }),
    ];

    for (const reply of replies) {
      expect(heard(reply)).toEqual(WHOLE);
      expect(reply.text).toContain(`"usage":${JSON.stringify(USAGE)}`);
    }
    expect([primary.triesMs.length, backup.triesMs.length]).toEqual([3, 0]);
  });

  it.concurrent.each<[string, readonly string[], boolean]>([
    ['the same again', WORDS, true],
    ['something else', ['The ', 'river ', 'is ', 'long.'], false],
  ])('14: cuts it, and who is next refuses a beginning, then says %s: an honest outcome', async (_what, words, whole) => {
    const refusing: Answer = (response, received) => {
      const refused = askedIn(received).messages.at(-1)!.role === 'assistant';
      const refusal = refuses(400, { message: 'the last message must be from the user', type: 'invalid_request_error', code: null });
      return (refused ? refusal : events([...spoken(words), ...END]))(response, received);
    };
    const [primary, backup] = [await playing(events(twoThirds, resets)), await playing(refusing)];

    const reply = await ask(chainOf([primary, backup], GOING_ON));

    if (whole) expect(heard(reply)).toEqual(WHOLE);
    else expectBroken(reply, 'stream_broken');
    expect(backup.asked().map(({ messages }) => messages.at(-1)!.role)).toEqual(['assistant', 'user']);
    expect(primary.triesMs).toHaveLength(1);
  });

  it.concurrent(
    '15: is down for a while, under steady traffic: everybody is answered, and it is used again soon',
    async () => {
      let down = true;
      const [primary, backup] = [await playing(), await playing(fine)];
      const seen: { readonly model: string; readonly ms: number }[] = [];
      primary.upstream.answer = (response, received) => {
        const { model } = askedIn(received);
        seen.push({ model, ms: performance.now() });
        return (down && model === 'llama' ? refuses(503) : fine)(response, received);
      };
      const strategy = { mode: 'fallback', cb_config: { failure_threshold: 5, cooldown_interval: 30_000 } };
      const config = chainOf([primary, backup], { strategy });
      const replies: Promise<Reply>[] = [];
      const traffic = async (seconds: number, until: () => boolean = () => false) => {
        for (let at = 0; at < seconds * 8 && !until(); at++) {
          replies.push(ask(config));
          await pause(125);
        }
      };

      await traffic(4);
      const whileOpen = seen.length;
      const other = await ask(config, { body: { model: 'other' } });
      await traffic(1);
      const triesWhileOpen = seen.filter(({ model }) => model === 'llama').length - whileOpen;
      down = false;
      const recovered = performance.now();
      const usedAgain = () => seen.some(({ model, ms }) => model === 'llama' && ms > recovered);
      await traffic(20, usedAgain);
      const usedAfterMs = performance.now() - recovered;
      await pause(100);
      const closed = await ask(config);

      expect((await Promise.all(replies)).map(heard)).toEqual(replies.map(() => WHOLE));
      expect(answeredBy(other)).toBe('config.targets[0]');
      expect(triesWhileOpen).toBeLessThanOrEqual(3);
      expect(usedAgain()).toBe(true);
      expect(usedAfterMs).toBeLessThan(10_000);
      expect(answeredBy(closed)).toBe('config.targets[0]');
    },
    30_000,
  );
});

describe('a caller that hangs up while it waits', () => {
  it.concurrent.each<[string, boolean, Answer]>([
    ['before headers', false, silent],
    ['for a first event', false, events([], stays)],
    ['for the rest of a plain answer', true, (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{')],
  ])('%s says nothing about the provider: its circuit stays closed', async (_what, plain, waits) => {
    const [primary, backup] = [await playing(waits, fine), await playing(fine)];
    const config = chainOf([primary, backup], {
      retry: undefined,
      strategy: { mode: 'fallback', cb_config: { failure_threshold: 1, cooldown_interval: 30_000 } },
    });

    const left = fetch(`${hasty.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'x-portkey-config': JSON.stringify(config), 'content-type': 'application/json' },
      body: JSON.stringify({ ...CHAT, stream: !plain }),
      signal: AbortSignal.timeout(SILENCE_MS / 2),
    });
    await expect(left).rejects.toThrow('aborted due to timeout');
    await primary.hungUp();
    // Past the deadline that would have been the provider's fault.
    await pause(SILENCE_MS);
    const next = await ask(config, { plain, from: hasty });

    expect(heard(next)).toEqual(WHOLE);
    expect(answeredBy(next)).toBe('config.targets[0]');
    expect(backup.triesMs).toEqual([]);
  });
});

describe('a plain answer, when the provider', () => {
  it.concurrent.each<[string, (response: ServerResponse) => void, number, string]>([
    ['8: cuts it at two thirds', resets, 502, 'reply_broken'],
    ['9: falls silent within it', stays, 408, 'deadline_exceeded'],
  ])('%s: whole from elsewhere, or an error', async (_what, end, status, code) => {
    const bytes = JSON.stringify(completion());
    const broken: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) });
      response.write(bytes.slice(0, 200), () => setTimeout(() => end(response), 20));
    };
    const [primary, backup] = [await playing(broken), await playing(fine)];

    const rescued = await ask(chainOf([primary, backup], { retry: undefined }), { plain: true, from: hasty });
    const alone = await ask(primary.target, { plain: true, from: hasty });

    expect(heard(rescued)).toEqual(WHOLE);
    expect([alone.status, alone.json.error.code]).toEqual([status, code]);
    await primary.hungUp(2);
  });
});

describe('after all that', () => {
  it('nothing is left under way, and the next request is answered', async () => {
    const upstream = await playing(fine);

    for (const each of [gateway, hasty]) {
      await eventually(
        async () => (await call(`${each.url}/metrics`)).text.includes('sluice_requests_in_flight 0\n'),
        'a request is still in flight',
        3000,
      );

      expect(heard(await ask(upstream.target, { from: each }))).toEqual(WHOLE);
    }
  });
});
