import type { Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { hearChat } from '../openai-chat/hear.ts';
import { openaiRules, type Rules } from '../openai-chat/rules.ts';
import { sse } from '../sse.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import { WireRefusal, type Asked, type Streamed, type WireFormat } from '../wire-format.ts';

const forbidden = (loc: readonly (string | number)[]): never => {
  const detail = [{ type: 'extra_forbidden', loc: ['body', ...loc], msg: 'Extra inputs are not permitted' }];
  throw new WireRefusal(422, { object: 'error', message: { detail }, type: 'invalid_request_error', param: null, code: null });
};

const invalid = (message: string): never => {
  throw new WireRefusal(400, { object: 'error', message, type: 'invalid_request_message_order', param: null, code: '3230' });
};

/** As of mistralai/client-ts, 2026-08-05. */
const rules: Rules = {
  ...openaiRules,
  members:
    'model messages temperature top_p max_tokens stop random_seed n stream response_format tools tool_choice parallel_tool_calls presence_penalty frequency_penalty prediction reasoning_effort prompt_mode safe_prompt guardrails prompt_cache_key metadata document_image_limit document_page_limit',
  assistantMembers: 'prefix',
  developer: false,
  typedCalls: false,
  callMembers: 'index',
  wrong: (message, param) =>
    param === null || !message.startsWith('Unknown')
      ? { status: 400, body: { object: 'error', message, type: 'invalid_request_error', param: null, code: null } }
      : forbidden(param.split('.')),
};

const CALL_IDS = ['gSIMJiOkT', 'aB3dE5fG7', 'hJ9kL1mN3'];

/** Mistral's chat: OpenAI's dialect, with thinking in parts of the content and ids of nine letters. */
export function mistral(): WireFormat {
  return {
    speaks: 'chat',
    hear: hearMistral,
    whole: (turn, heard) => ({
      ...named(heard),
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: content(turn), tool_calls: calls(turn), prefix: false },
          finish_reason: finish(turn),
        },
      ],
      usage: usage(turn.counts ?? NO_COUNTS),
    }),
    stream: streamMistral,
    // No recording shows one; this is how other servers of this dialect do it.
    breakage: (message) => sse({ error: { object: 'error', message, type: 'internal_server_error', param: null, code: '1000' } }),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ object: 'error', message, type: 'rate_limited', param: null, code: '1300', raw_status_code: status }),
    }),
    tells: { reasoning: true, thoughtTokens: false, cached: true, written: false, signatures: false, replayed: true, marks: false },
  };
}

function hearMistral(asked: Asked): Heard {
  const thought: string[] = [];
  const messages = objectsIn(asked.json['messages']).map((message) => {
    const ids = [textIn(message['tool_call_id']), ...objectsIn(message['tool_calls']).map(({ id }) => textIn(id))].filter(
      (id) => id !== '',
    );
    const wrong = ids.find((id) => !/^[a-zA-Z0-9]{9}$/.test(id));
    if (wrong !== undefined) invalid(`Tool call id was ${wrong} but must be a-z, A-Z, 0-9, with a length of 9.`);
    return { ...message, content: plainContent(message['content'], thought) };
  });
  const bad = objectsIn(asked.json['tools']).findIndex(({ function: described }) => !isObject(objectIn(described)['parameters']));
  if (bad >= 0) invalid(`tools.${bad}.function.parameters: Field required`);
  const heard = hearChat({ ...asked, json: { ...asked.json, messages } }, rules);
  return { ...heard, thought };
}

/** Thinking taken out, pictures in OpenAI's form. */
function plainContent(given: unknown, thought: string[]): unknown {
  if (!Array.isArray(given)) return given;
  const kept = objectsIn(given).filter((part) => {
    if (part['type'] !== 'thinking') return true;
    thought.push(
      objectsIn(part['thinking'])
        .map(({ text }) => textIn(text))
        .join(''),
    );
    return false;
  });
  const parts = kept.map((part) => (typeof part['image_url'] === 'string' ? { ...part, image_url: { url: part['image_url'] } } : part));
  return parts.length === 0 ? '' : parts;
}

const named = ({ model }: Heard) => ({ id: '7bfa9194c90e44c5', created: 1_790_000_000, model });

const thinking = (text: string): Json => ({ type: 'thinking', thinking: [{ type: 'text', text }], closed: true });

const content = ({ reasoning, text }: Turn): unknown =>
  reasoning === undefined ? (text ?? '') : [thinking(reasoning), ...(text === undefined ? [] : [{ type: 'text', text }])];

const calls = ({ calls: said = [] }: Turn): readonly Json[] | null =>
  said.length === 0
    ? null
    : said.map(({ name, input }, index) => ({ id: CALL_IDS[index], function: { name, arguments: JSON.stringify(input) } }));

const finish = ({ calls: said = [] }: Turn) => (said.length > 0 ? 'tool_calls' : 'stop');

const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  prompt_tokens: fresh + cached + written,
  completion_tokens: out + thought,
  total_tokens: fresh + cached + written + out + thought,
  prompt_tokens_details: { cached_tokens: cached },
  service_tier: 'standard',
});

function streamMistral(turn: Turn, heard: Heard): Streamed {
  const event = (delta: Json, end: string | null = null, more: Json = {}) =>
    sse({ ...named(heard), object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: end }], p: 'abcdef', ...more });
  const said = calls(turn);
  return {
    contentType: 'text/event-stream; charset=utf-8',
    opening: [
      event({ role: 'assistant', content: '' }),
      ...pieces(turn.reasoning ?? '').map((text) => event({ content: [thinking(text)] })),
      ...pieces(turn.text ?? '').map((text) => event({ content: text })),
    ],
    // As recorded: calls come with the end, and with the counts.
    closing: [
      event(said ? { content: null, tool_calls: said } : { content: '' }, finish(turn), { usage: usage(turn.counts ?? NO_COUNTS) }),
      sse('[DONE]'),
    ],
  };
}
