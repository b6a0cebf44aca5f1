import { describe, expect } from '@jest/globals';
import { JsonDocument, type Asked, type Json, type Media, type SameDialect, type Translated } from '@sluice/provider-sdk';
import mistral from './index.ts';
import { forEachRecording, good, parse, type Recording } from './recordings.test.support.ts';

type Thing = Json & { readonly [name: string]: unknown };
interface Call {
  readonly id?: string;
  readonly type?: string;
  readonly index?: number;
  readonly function: { readonly name: string; readonly arguments: string };
}
interface Message {
  readonly content?: string | null | readonly { type: string; text?: string; thinking?: readonly { text: string }[] }[];
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly Call[] | null;
}
interface Said extends Thing {
  readonly choices: readonly { readonly message?: Message; readonly delta?: Message; readonly finish_reason: string | null }[];
  readonly usage?: Thing;
}

const chat = mistral.operations.chat as SameDialect;

function prepared(body: object): unknown {
  const document = JsonDocument.parse(Buffer.from(JSON.stringify(body)));
  chat.prepare!(document.root, { model: undefined, settings: {} });
  return parse<unknown>(document.toBytes().toString());
}

/** What Mistral took, as a caller of OpenAI's dialect says it. */
function inOpenAI({ random_seed: seed, max_tokens: most, ...rest }: Thing): Thing {
  return { ...rest, ...(seed !== undefined && { seed }), ...(most !== undefined && { max_completion_tokens: most }) };
}

/** Without ids, of which some are blacked out in the recordings and so are none that Mistral would take. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (name === 'id' || name === 'tool_call_id' ? 'id' : each)));

const asked = ({ endpoint, request, response }: Recording) => endpoint === 'chat' && request !== null && response.status < 300;

describe('what was recorded of Mistral’s chat', () => {
  forEachRecording('is asked as in', asked, ({ request }) => {
    const body = parse<Thing>(request?.body);

    const once = prepared(inOpenAI(body));

    expect(withoutIds(once)).toEqual(withoutIds(body));
    expect(withoutIds(prepared(body))).toEqual(withoutIds(body));
    expect(`${mistral.baseURL({ apiKey: '' })}${String(chat.path)}`).toBe(request?.url);
  });

  forEachRecording(
    'keeps ids of Mistral’s own in',
    (each) => asked(each) && !each.request!.body.includes('REDACTED'),
    ({ request }) => {
      expect(prepared(parse<Thing>(request?.body))).toEqual(parse<unknown>(request?.body));
    },
  );

  forEachRecording('is read from', good('chat', 'json'), ({ response }) => {
    const said = parse<Said>(response.body);

    const mended = chat.mend!.reply!(said);

    expect(mended).toBe(said);
  });

  forEachRecording('is read from the stream', good('chat', 'sse'), ({ response }) => {
    const events = response.body
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => line.slice(6));

    for (const text of events) {
      const said = parse<Said>(text);
      const mended = chat.mend!.chunk!(said) as Said;
      const delta = mended.choices[0]?.delta;
      const { content, tool_calls: calls } = said.choices[0]!.delta!;
      const signed = chat.mend!.signs.some((sign) => text.includes(sign));
      if (Array.isArray(content)) {
        const parts = content as Exclude<Message['content'], string | null | undefined>;
        expect(signed).toBe(true);
        expect(delta?.reasoning_content ?? '').toBe(parts.flatMap(({ thinking = [] }) => thinking.map((each) => each.text)).join(''));
        expect(delta?.content ?? '').toBe(parts.map((part) => part.text ?? '').join(''));
      } else if (calls) {
        expect(signed).toBe(true);
        expect(delta?.tool_calls).toEqual(calls.map((call, index) => ({ index, type: 'function', ...call })));
        expect(mended.choices[0]?.finish_reason).toBe(said.choices[0]?.finish_reason);
      } else expect(mended).toBe(said);
      // What no sign is in is not even parsed, so nothing in it may need mending.
      if (!signed) expect(mended).toBe(said);
    }
  });
});

describe('what was recorded of Mistral elsewhere', () => {
  forEachRecording('speech:', good('audio_speech'), ({ request, response }) => {
    const { codec } = mistral.operations.speech as Translated;
    const call = parse<Json>(request?.body);
    const json = parse<{ audio_data: string }>(response.body);
    const wanted: Asked = { call, target: { model: 'm', settings: {} }, id: 'r1', createdS: 7 };

    const draft = codec.request(call, { model: call['model'] as string, settings: {} });
    const spoken = codec.reply({ headers: {}, json, bytes: Buffer.from(response.body) }, wanted) as Media;

    expect(`https://api.mistral.ai/v1${draft.path}`).toBe(request?.url);
    expect(draft.body).toEqual(call);
    expect(spoken.contentType).toBe('audio/mpeg');
    // An MP3 file with a title begins so.
    expect(Buffer.from(spoken.bytes.subarray(0, 3)).toString()).toBe('ID3');
    expect(spoken.bytes).toHaveLength((json.audio_data.length / 4) * 3 - json.audio_data.split('=').length + 1);
  });

  forEachRecording(
    'is OpenAI’s own form:',
    (each) => good('embeddings')(each) || good('models')(each),
    ({ endpoint, response }) => {
      const said = parse<Thing>(response.body);
      const operation = mistral.operations[endpoint as 'embeddings' | 'models'] as SameDialect;

      expect(operation.mend).toBeUndefined();
      expect(said['object']).toBe('list');
      expect(said['data']).toBeInstanceOf(Array);
    },
  );

  forEachRecording('is OpenAI’s own form:', good('audio_transcription'), ({ request, response }) => {
    const operation = mistral.operations.transcriptions as SameDialect;

    expect(`https://api.mistral.ai/v1${String(operation.path)}`).toBe(request?.url);
    expect(typeof parse<Thing>(response.body)['text']).toBe('string');
  });

  forEachRecording(
    'a failure:',
    ({ response }) => response.status >= 400,
    ({ response: { status, headers, body } }) => {
      const said = parse<Thing>(body);

      const fault = mistral.readFault!({ status, headers, body: said });

      const kinds: Readonly<Record<string, string>> = {
        400: 'invalid_request',
        401: 'credential_refused',
        422: 'invalid_request',
        429: 'rate_limited',
      };
      const unknown = said['type'] === 'invalid_model';
      expect(fault.kind).toBe(unknown ? 'model_not_found' : kinds[status]);
      const { message } = said;
      if (typeof message === 'string') expect(fault).toMatchObject({ message, code: said['code'], type: said['type'] });
      else if (typeof said['detail'] === 'string') expect(fault.message).toBe(said['detail']);
      else
        expect(fault).toMatchObject({ message: 'max_completion_tokens: Extra inputs are not permitted', param: 'max_completion_tokens' });
    },
  );
});
