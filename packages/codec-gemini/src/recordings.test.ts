import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { geminiCodec } from './chat.ts';
import { answerOf, askedFor, host } from './host.test.support.ts';
import { heardIn, heardInStream } from './heard.test.support.ts';
import { chatCallFrom, meaning, toldBy, type Told } from './oracle.test.support.ts';
import { payloads, recordings, type Recorded } from './recordings.test.support.ts';

const gemini = recordings('gemini');
const vertex = recordings('vertex');
const all = [...(gemini ?? []), ...(vertex ?? [])].filter(({ endpoint }) => endpoint === 'generateContent');
const present = gemini !== undefined && vertex !== undefined;
const given = present ? it : it.skip;

/** Requests that no chat call can mean, by their id, and why. */
const NOT_A_CHAT_CALL: ReadonlyMap<string, string> = new Map([['vertex-generateContent-238006150a', 'its role is wrong on purpose']]);

/** Ids that the recording's client sent to a model that knows none; they are left out (see `generation.ts`). */
const WITH_NEEDLESS_IDS: ReadonlySet<string> = new Set(['gemini-generateContent-38030af98b']);

const codec = geminiCodec(host);
/** The other host is not told of its own tools. */
const silent = geminiCodec({ ...host, announcesServerTools: false });
const nameIn = (url: string) => /models\/([^:]+):/.exec(url)![1]!;

describe('recorded requests', () => {
  const asked = all.filter(({ id, request }) => request !== null && !NOT_A_CHAT_CALL.has(id));

  given('are all looked at', () => {
    expect([asked.length, all.length, NOT_A_CHAT_CALL.size]).toEqual([37, 41, 1]);
  });

  for (const { id, request } of asked) {
    it(`${id} is what the same chat call comes to`, () => {
      const { url, body } = request!;
      const model = nameIn(url);
      const recorded: unknown = JSON.parse(body);
      const call = chatCallFrom(recorded, model, url.includes(':stream'));

      const draft = (id.startsWith('vertex') ? silent : codec).request(call, { model, settings: {} });

      const withIds = !WITH_NEEDLESS_IDS.has(id);
      expect(meaning(draft.body, withIds)).toEqual(meaning(recorded, withIds));
      expect(draft.path.replace('?alt=sse', '')).toBe(`/models/${model}:${url.split(':').at(-1)!.split('?')[0]!}`);
    });
  }
});

/** Ids of calls that had none are ours; all others are the model's. */
const sameCalls = (heard: Told, told: Told): Told => ({
  ...told,
  model: told.model ?? heard.model,
  calls: told.calls.map((call, index) => ({ ...call, id: call.id ?? `call_x1_${index}` })),
});

describe('recorded answers', () => {
  const answered = all.filter(({ response }) => response.status === 200);
  const whole = answered.filter(({ response }) => response.body_format === 'json');
  const streamed = answered.filter(({ response }) => response.body_format !== 'json');

  given('are all looked at', () => {
    expect([whole.length, streamed.length]).toEqual([12, 20]);
  });

  for (const { id, response } of whole) {
    it(`${id} says in chat what it says`, () => {
      const answer: unknown = JSON.parse(response.body);

      const reply = codec.reply(answerOf(answer), askedFor({})) as Json;

      const heard = heardIn(reply);
      expect(heard).toEqual(sameCalls(heard, toldBy([answer])));
    });
  }

  for (const recorded of streamed) {
    it(`${recorded.id} streams in chat what it streams, strange frames among it`, () => {
      const frames = payloads(recorded.response);

      const chunks = streamThrough(frames);

      const heard = heardInStream(chunks);
      expect(heard).toEqual(sameCalls(heard, toldBy(frames)));
    });
  }

  function streamThrough(frames: readonly unknown[]): readonly Json[] {
    const reader = codec.stream!.reader(askedFor({}));
    const mixed = frames.flatMap((data) => ['ping', data, { candidates: null }, {}, null]);
    return [...mixed.flatMap((data) => reader.read({ event: undefined, data, failed: false })), ...reader.end()];
  }
});

const failed = all.filter(({ response }: Recorded) => response.status !== 200);

describe('recorded failures', () => {
  given('are all looked at', () => {
    expect(failed).toHaveLength(9);
  });

  for (const { id, response } of failed) {
    it(`${id} is a fault where it stands in a stream`, () => {
      const body: unknown = JSON.parse(response.body);
      const reader = codec.stream!.reader(askedFor({}));

      expect(() => reader.read({ event: undefined, data: body, failed: false })).toThrow(
        expect.objectContaining({ fault: expect.objectContaining({ kind: expect.any(String) }) }),
      );
    });
  }
});
