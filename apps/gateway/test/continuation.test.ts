import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import OpenAI from 'openai';
import { call, CHAT, type Reply } from './support/call.ts';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { json, startUpstream, type Answer, type Received, type Upstream } from './support/upstream.ts';

// Real sockets and real waits, many at a time: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

let gateway: Gateway;
const upstreams: Upstream[] = [];

beforeAll(async () => {
  gateway = await startGateway({ environment: { TRUSTED_CUSTOM_HOSTS: '127.0.0.1', SLUICE_IDLE_TIMEOUT_MS: '400' } });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(upstreams.map((upstream) => upstream.close()));
});

// --- what providers say ---

const TEXT = 'Grüße from Paris!  The castle 🏰 by the river – 城 and all –\n\nwas never built; its “plans” burned in 1871, they say.';

/** A text in pieces as small as a model's: a word each, with the space before it. */
const wordsOf = (text: string) => text.split(/(?<!\s)(?=\s)/);

const chunk = (delta: object, { finish = null as string | null, id = 'one' } = {}) =>
  `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const said = (...contents: readonly string[]) => contents.map((content) => chunk({ content }));
const ROLE = chunk({ role: 'assistant', content: '' });
const END = [chunk({}, { finish: 'stop' }), 'data: [DONE]\n\n'];
const ERROR = 'data: {"error":{"message":"overloaded","type":"server_error","code":"overloaded"}}\n\n';

const open = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();

async function write(response: ServerResponse, pieces: readonly (string | Buffer)[]) {
  open(response);
  for (const piece of pieces) {
    response.write(piece);
    await pause(1);
  }
}
const whole =
  (...pieces: readonly (string | Buffer)[]): Answer =>
  async (response) => {
    await write(response, [ROLE, ...pieces, ...END]);
    response.end();
  };
/** The connection is lost behind these. */
const cut =
  (...pieces: readonly (string | Buffer)[]): Answer =>
  async (response) => {
    await write(response, pieces);
    await pause(10);
    response.socket!.resetAndDestroy();
  };

interface Asked {
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}
const askedIn = ({ body }: Received) => JSON.parse(body.toString()) as Asked;

/** The beginning of an answer that a provider was given; undefined where it was only asked. */
function givenIn(received: Received): string | undefined {
  const last = askedIn(received).messages.at(-1)!;
  return last.role === 'assistant' ? last.content : undefined;
}

/** Answers by what it was given to go on from. */
const from =
  (answer: (given: string) => readonly string[], text = TEXT): Answer =>
  (response, received) => {
    const given = givenIn(received);
    return whole(...said(...(given === undefined ? wordsOf(text) : answer(given))))(response, received);
  };

const goingOn = (text = TEXT) => from((given) => wordsOf(text.slice(given.length)), text);
const repeatingWords = (count: number, text = TEXT) =>
  from((given) => wordsOf(wordsOf(given).slice(-count).join('').trimStart() + text.slice(given.length)), text);
const restarting = (text = TEXT) => from(() => wordsOf(text), text);
const REFUSAL = json({ error: { message: 'the last message must not be the assistant’s', type: 'invalid_request_error' } }, 400);
const refusing =
  (text = TEXT): Answer =>
  (response, received) =>
    (givenIn(received) === undefined ? whole(...said(...wordsOf(text))) : REFUSAL)(response, received);

async function playing(answer: Answer): Promise<Upstream> {
  const upstream = await startUpstream(answer);
  upstreams.push(upstream);
  return upstream;
}

// --- what callers ask and get ---

const headersFor = (chain: readonly Upstream[]) => ({
  authorization: 'Bearer k',
  'x-portkey-config': JSON.stringify({
    strategy: { mode: 'fallback', on_stream_failure: 'continue' },
    targets: chain.map(({ origin }) => ({ provider: 'openai', custom_host: `${origin}/v1` })),
  }),
});

const ask = (...chain: readonly Upstream[]) =>
  call(`${gateway.url}/v1/chat/completions`, { headers: headersFor(chain), body: { ...CHAT, stream: true } });

interface Chunk {
  readonly id: string;
  readonly choices: readonly { readonly delta: { readonly content?: string; readonly role?: string }; readonly finish_reason?: string }[];
}

function heard({ text }: Reply) {
  const data = text.split('\n\n').flatMap((event) => (event.startsWith('data: ') ? [event.slice(6)] : []));
  const read = data.filter((each) => each !== '[DONE]').map((each) => JSON.parse(each) as Chunk | { readonly error: { code: string } });
  const chunks = read.filter((each) => 'choices' in each);
  const choices = chunks.flatMap((each) => each.choices);
  return {
    ids: new Set(chunks.map(({ id }) => id)),
    roles: choices.filter(({ delta }) => delta.role !== undefined).length,
    text: choices.map(({ delta }) => delta.content ?? '').join(''),
    finishes: choices.filter((choice) => typeof choice.finish_reason === 'string').length,
    done: data.filter((each) => each === '[DONE]').length,
    doneLast: data.at(-1) === '[DONE]',
    errors: read.filter((each) => 'error' in each).length,
    errorLast: 'error' in (read.at(-1) ?? {}) && data.at(-1) !== '[DONE]',
  };
}

/** Every letter once, under one name, and a clean end: what a caller is owed. */
const wholeOf = (text: string) => ({
  ids: new Set(['one']),
  roles: 1,
  text,
  finishes: 1,
  done: 1,
  doneLast: true,
  errors: 0,
  errorLast: false,
});

/** Beside it there is one honest outcome: no letter that is not the answer's, and an error as the last word. Anything else is shown. */
function verdictOn(reply: Reply, text = TEXT): string {
  const came = heard(reply);
  const { text: shown, finishes, done, errors, errorLast } = came;
  if (reply.status === 200 && !reply.cut) {
    if (isDeepStrictEqual(came, wholeOf(text))) return 'whole';
    if (finishes === 0 && done === 0 && errors === 1 && errorLast && text.startsWith(shown)) return 'broken';
  }
  return inspect({ status: reply.status, cut: reply.cut, ...came });
}

const HONEST = /^(whole|broken)$/;

/** Asked the same question, with what the caller had seen behind it, and no white space at its end. */
function expectGiven(received: Received, beginning: string) {
  expect(askedIn(received)).toMatchObject({ stream: true });
  expect(askedIn(received).messages).toEqual([...CHAT.messages, { role: 'assistant', content: beginning.trimEnd() }]);
}

const CUTS = wordsOf(TEXT).map((_, index) => index + 1);
const before = (words: number, text = TEXT) => wordsOf(text).slice(0, words).join('');
const primaryOf = (words: number, text = TEXT) => playing(cut(ROLE, ...said(...wordsOf(text).slice(0, words))));

describe('an answer that breaks goes on at a provider that', () => {
  it.concurrent.each<[string, () => Answer]>([
    ['goes on exactly', () => goingOn()],
    ['repeats the last five words', () => repeatingWords(5)],
    ['begins it again', () => restarting()],
  ])('%s, wherever it breaks', async (_how, answer) => {
    const backup = await playing(answer());

    for (const words of CUTS) {
      const reply = await ask(await primaryOf(words), backup);

      // A word or a dash is too little to tell whether it is repeated or meant.
      if (words < 3) expect(verdictOn(reply)).toMatch(HONEST);
      else expect(verdictOn(reply)).toBe('whole');
      expectGiven(backup.received.at(-1)!, before(words));
    }
  });

  it.concurrent('refuses to be given words, and says the same again', async () => {
    const backup = await playing(refusing());

    for (const words of CUTS) {
      const reply = await ask(await primaryOf(words), backup);

      expect(verdictOn(reply)).toBe('whole');
      expectGiven(backup.received.at(-2)!, before(words));
      expect(askedIn(backup.received.at(-1)!).messages).toEqual(CHAT.messages);
    }
  });

  it.concurrent('and not at one that refuses to be given words, and says something else', async () => {
    const other = 'Grüße from Paris!  The castle is gone.';
    const backup = await playing(refusing(other));

    for (const words of CUTS) {
      const reply = await ask(await primaryOf(words), backup);

      if (other.startsWith(before(words))) expect(verdictOn(reply, other)).toBe('whole');
      else expect(verdictOn(reply)).toBe('broken');
    }
    expect(backup.received).toHaveLength(2 * CUTS.length);
  });

  it.concurrent('nor at one that says more than was lost in other words from the top', async () => {
    const backup = await playing(from(() => wordsOf('Grüße from Paris!  The castle 🏰 was near the river, and it burned.')));

    for (const words of CUTS.slice(8)) expect(verdictOn(await ask(await primaryOf(words), backup))).toBe('broken');
  });
});

describe('an answer that breaks', () => {
  const [castle, tower] = '🏰'.split('') as [string, string];
  const [head, tail] = TEXT.split('🏰') as [string, string];
  const halves = (event: string, letter: string) => {
    const bytes = Buffer.from(event);
    const at = bytes.indexOf(letter) + 2;
    return [bytes.subarray(0, at), bytes.subarray(at)] as const;
  };

  it.concurrent('within a letter of two deltas goes on with the whole of it', async () => {
    const primary = await playing(cut(ROLE, ...said(...wordsOf(head)), chunk({ content: castle })));
    const alsoSplit = await playing(from((given) => [TEXT.slice(given.length, head.length), castle, tower, ...wordsOf(tail)]));
    const joined = await playing(goingOn());

    for (const backup of [alsoSplit, joined]) {
      expect(verdictOn(await ask(primary, backup))).toBe('whole');
      expectGiven(backup.received[0]!, head);
    }
  });

  it.concurrent('behind a letter of two deltas goes on with the next', async () => {
    const primary = await playing(cut(ROLE, ...said(...wordsOf(head), castle, tower)));
    const backup = await playing(goingOn());

    expect(verdictOn(await ask(primary, backup))).toBe('whole');
    expectGiven(backup.received[0]!, `${head}🏰`);
  });

  it.concurrent('within the bytes of a letter goes on with the whole of it, and reads one in two writes', async () => {
    const event = chunk({ content: '🏰 by' });
    const [first, second] = halves(event, '🏰');
    const primary = await playing(cut(ROLE, ...said(...wordsOf(head)), first));
    const backup = await playing(async (response, received) => {
      const given = givenIn(received)!;
      const rest = [TEXT.slice(given.length, head.length)].filter(Boolean);
      await whole(...said(...rest), first, second, ...said(...wordsOf(tail.slice(' by'.length))))(response, received);
    });

    expect(verdictOn(await ask(primary, backup))).toBe('whole');
    expectGiven(backup.received[0]!, head);
  });

  it.concurrent('behind a letter that came in two writes has it once', async () => {
    const [first, second] = halves(chunk({ content: '🏰' }), '🏰');
    const primary = await playing(cut(ROLE, ...said(...wordsOf(head)), first, second));
    const backup = await playing(goingOn());

    expect(verdictOn(await ask(primary, backup))).toBe('whole');
    expectGiven(backup.received[0]!, `${head}🏰`);
  });

  it.concurrent.each([
    ['a space', 'The castle is '],
    ['two spaces', 'Paris!  '],
    ['a blank line', 'and all –\n\n'],
  ])('behind %s has it once, whether or not the next provider says it again', async (_what, end) => {
    const text = `${TEXT}\n\nThe castle is gone.`;
    const at = text.indexOf(end) + end.length;
    const primary = await playing(cut(ROLE, ...said(...wordsOf(text.slice(0, at)))));
    const saying = await playing(goingOn(text));
    const omitting = await playing(from((given) => wordsOf(text.slice(given.length).trimStart()), text));
    const repeating = await playing(repeatingWords(5, text));

    for (const backup of [saying, omitting, repeating]) {
      expect(verdictOn(await ask(primary, backup), text)).toBe('whole');
      expectGiven(backup.received[0]!, text.slice(0, at));
    }
  });

  it.concurrent('again goes on at a third provider', async () => {
    const second = await playing((response, received) => {
      const given = givenIn(received)!;
      return cut(ROLE, ...said(...wordsOf(TEXT.slice(given.length)).slice(0, 4)))(response, received);
    });
    const third = await playing(goingOn());

    const reply = await ask(await primaryOf(5), second, third);

    expect(verdictOn(reply)).toBe('whole');
    expectGiven(second.received[0]!, before(5));
    expectGiven(third.received[0]!, before(9));
  });

  it.concurrent('again, with nobody left, ends in an error', async () => {
    const second = await playing((response, received) =>
      cut(ROLE, ...said(...wordsOf(TEXT.slice(givenIn(received)!.length)).slice(0, 4)))(response, received),
    );

    const reply = await ask(await primaryOf(5), second);

    expect(verdictOn(reply)).toBe('broken');
    expect(heard(reply).text).toBe(before(9));
  });

  it.concurrent('with an error event of its provider goes on too, and the event is not seen', async () => {
    const primary = await playing(async (response) => {
      await write(response, [ROLE, ...said(...wordsOf(TEXT).slice(0, 6)), ERROR]);
      response.end();
    });
    const backup = await playing(goingOn());

    const reply = await ask(primary, backup);

    expect(verdictOn(reply)).toBe('whole');
    expect(reply.text).not.toContain('overloaded');
    expectGiven(backup.received[0]!, before(6));
  });

  it.concurrent('with an error event of the next one goes on at a third, or ends in an error', async () => {
    const failing = await playing(async (response, received) => {
      await write(response, [ROLE, ...said(...wordsOf(TEXT.slice(givenIn(received)!.length)).slice(0, 3)), ERROR]);
      response.end();
    });
    const failingAtOnce = await playing(whole(ERROR));
    const third = await playing(goingOn());

    expect(verdictOn(await ask(await primaryOf(6), failing, third))).toBe('whole');
    expectGiven(third.received[0]!, before(9));
    expect(verdictOn(await ask(await primaryOf(6), failingAtOnce, third))).toBe('whole');
    expectGiven(third.received[1]!, before(6));
    for (const backup of [failing, failingAtOnce]) expect(verdictOn(await ask(await primaryOf(6), backup))).toBe('broken');
  });

  const CALL = { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{"pla' } }] };

  it.concurrent.each([
    ['a tool call', []],
    ['a tool call behind some words', wordsOf(TEXT).slice(0, 5)],
  ])('within %s ends in an error, and nobody is asked to invent the rest', async (_what, words) => {
    const primary = await playing(cut(ROLE, ...said(...words), chunk(CALL)));
    const backup = await playing(goingOn());

    expect(verdictOn(await ask(primary, backup))).toBe('broken');
    expect(backup.received).toHaveLength(0);
  });

  it.concurrent('goes on with a tool call where the next provider has come to it', async () => {
    const backup = await playing(async (response, received) => {
      const rest = wordsOf(TEXT.slice(givenIn(received)!.length));
      await write(response, [ROLE, ...said(...rest), chunk(CALL), chunk({}, { finish: 'tool_calls' }), END[1]!]);
      response.end();
    });

    const reply = await ask(await primaryOf(5), backup);

    expect(verdictOn(reply)).toBe('whole');
    expect(reply.text.match(/"tool_calls":\[/g)).toHaveLength(1);
  });

  it.concurrent.each([
    ['any content', [ROLE]],
    ['anything but white space', [ROLE, ...said('\n')]],
    ['any event', []],
  ])('before %s is asked for elsewhere, with nothing behind the question', async (_what, pieces) => {
    const backup = await playing(goingOn());

    const reply = await ask(await playing(cut(...pieces)), backup);

    expect(verdictOn(reply, pieces.length === 2 ? `\n${TEXT}` : TEXT)).toBe('whole');
    expect(backup.received).toHaveLength(1);
    expect(askedIn(backup.received[0]!).messages).toEqual(CHAT.messages);
  });

  it.concurrent('does not go on with an answer that is no stream: a third, or an error', async () => {
    const plain = await playing((response, received) =>
      json({
        id: 'p',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, message: { role: 'assistant', content: TEXT.slice(givenIn(received)!.length) }, finish_reason: 'stop' }],
      })(response, received),
    );
    const third = await playing(goingOn());

    expect(verdictOn(await ask(await primaryOf(5), plain, third))).toBe('whole');
    expect(verdictOn(await ask(await primaryOf(5), plain))).toBe('broken');
  });

  it.concurrent('is whole where it had said so before it broke', async () => {
    const primary = await playing(cut(ROLE, ...said(...wordsOf(TEXT)), END[0]!));
    const backup = await playing(goingOn());

    expect(verdictOn(await ask(primary, backup))).toBe('whole');
    expect(backup.received).toHaveLength(0);
  });

  it.concurrent('goes on where only the finish was missing', async () => {
    const primary = await playing(cut(ROLE, ...said(...wordsOf(TEXT))));

    expect(verdictOn(await ask(primary, await playing(goingOn())))).toBe('whole');
  });

  it.concurrent('within an event, and at every byte of one, has no letter twice', async () => {
    const backup = await playing(goingOn());
    const bytes = Buffer.from(chunk({ content: '🏰' }));

    for (let at = 0; at <= bytes.length; at += 9) {
      expect(verdictOn(await ask(await playing(cut(ROLE, ...said(...wordsOf(head)), bytes.subarray(0, at))), backup))).toBe('whole');
    }
  });

  it.concurrent('of several asked for ends in an error', async () => {
    const primary = await playing(cut(...said('one '), chunk({ content: 'two ' }).replace('"index":0', '"index":1')));
    const backup = await playing(goingOn());

    const reply = await call(`${gateway.url}/v1/chat/completions`, {
      headers: headersFor([primary, backup]),
      body: { ...CHAT, stream: true, n: 2 },
    });

    expect(heard(reply)).toMatchObject({ done: 0, finishes: 0, errorLast: true });
    expect(backup.received).toHaveLength(0);
  });
});

describe('texts that say a thing twice', () => {
  const TEXTS = [
    '1. Open the door slowly.\n2. Open the door slowly.\n3. Close the door.\n',
    'Na na na na na na na na hey hey hey, goodbye; na na na, and so on.',
    'Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.',
    'for i in range(3):\n    print(i)\n    print(i)\n\nfor j in range(3):\n    print(j)\n',
    '一二三四五六七八九十百千万，川の流れはゆっくりと海へ向かう。それで終わり。',
    '| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n',
  ];
  const ways = [goingOn, refusing, restarting, (text: string) => repeatingWords(5, text)];

  it.concurrent.each(TEXTS)('are whole or honestly broken: %j', async (text) => {
    const pieces = text.match(/.{1,3}/gsu)!;
    const answers = await Promise.all(ways.map((way) => playing(way(text))));

    for (let count = 1; count < pieces.length; count++) {
      const primary = await playing(cut(ROLE, ...said(...pieces.slice(0, count))));
      for (const backup of answers) expect(verdictOn(await ask(primary, backup), text)).toMatch(HONEST);
    }
  });
});

describe('the OpenAI SDK', () => {
  const read = async (...chain: readonly Upstream[]) => {
    const client = new OpenAI({ apiKey: 'k', baseURL: `${gateway.url}/v1`, maxRetries: 0, defaultHeaders: headersFor(chain) });
    const stream = await client.chat.completions.create({ model: 'llama', messages: [{ role: 'user', content: 'hi' }], stream: true });
    let text = '';
    const finishes: (string | null | undefined)[] = [];
    for await (const { choices } of stream) {
      text += choices[0]?.delta.content ?? '';
      if (choices[0]?.finish_reason) finishes.push(choices[0].finish_reason);
    }
    return { text, finishes };
  };

  it('reads an answer of two providers as one, and throws where there is no second', async () => {
    const backup = await playing(repeatingWords(5));

    const joined = await read(await primaryOf(8), backup);
    const alone = read(await primaryOf(8), await playing(REFUSAL));

    expect(joined).toEqual({ text: TEXT, finishes: ['stop'] });
    await expect(alone).rejects.toThrow(OpenAI.APIError);
  });
});

describe('after all that', () => {
  it('nothing is left under way', async () => {
    const idle = async () => (await call(`${gateway.url}/metrics`)).text.includes('sluice_requests_in_flight 0\n');

    await eventually(idle, 'a request is still in flight', 3000);
    expect((await call(`${gateway.url}/health`)).status).toBe(200);
  });
});
