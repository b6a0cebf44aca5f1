import type { Heard } from '../heard.ts';
import type { Json } from '../json.ts';
import { Signatures } from '../signatures.ts';
import { sse } from '../sse.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import type { Streamed, WireFormat } from '../wire-format.ts';
import { hearResponses } from './hear.ts';

const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  input_tokens: fresh + cached + written,
  input_tokens_details: { cached_tokens: cached },
  output_tokens: out + thought,
  output_tokens_details: { reasoning_tokens: thought },
  total_tokens: fresh + cached + written + out + thought,
});

const response = (heard: Heard, more: Json): Json => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1_790_000_000,
  status: 'in_progress',
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: null,
  model: heard.model,
  output: [],
  parallel_tool_calls: true,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  store: false,
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage: null,
  user: null,
  metadata: {},
  ...more,
});

/** The Responses API. Source: openai-node, 2026-08-21, and recorded streams. */
export function openaiResponses(credential: readonly [string, string] = ['authorization', 'Bearer test-key']): WireFormat {
  const signatures = new Signatures();

  const items = ({ reasoning, text, calls = [] }: Turn): readonly Json[] => [
    ...(reasoning === undefined
      ? []
      : [
          {
            id: 'rs_1',
            type: 'reasoning',
            summary: [{ type: 'summary_text', text: reasoning }],
            encrypted_content: signatures.sign(reasoning),
          },
        ]),
    ...(text === undefined
      ? []
      : [
          {
            id: 'msg_1',
            type: 'message',
            status: 'completed',
            role: 'assistant',
            content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
          },
        ]),
    ...calls.map(({ name, input }, index) => ({
      id: `fc_${index}${reasoning === undefined ? '' : '_thought'}`,
      type: 'function_call',
      status: 'completed',
      call_id: `call_${index}AbC`,
      name,
      arguments: JSON.stringify(input),
    })),
  ];

  const stream = (turn: Turn, heard: Heard): Streamed => {
    let number = 0;
    const event = (type: string, more: Json) => sse({ type, sequence_number: number++, ...more }, type);
    const said = items(turn);
    const opening = [
      event('response.created', { response: response(heard, {}) }),
      event('response.in_progress', { response: response(heard, {}) }),
      ...said.flatMap((item, index) => itemEvents(item, index, event)),
    ];
    const done = response(heard, { status: 'completed', output: said, usage: usage(turn.counts ?? NO_COUNTS) });
    return { contentType: 'text/event-stream; charset=utf-8', opening, closing: [event('response.completed', { response: done })] };
  };

  return {
    speaks: 'responses',
    hear: (asked) => hearResponses(asked, credential, signatures),
    whole: (turn, heard) => response(heard, { status: 'completed', output: items(turn), usage: usage(turn.counts ?? NO_COUNTS) }),
    stream,
    breakage: (message) =>
      sse({ type: 'error', sequence_number: 999, error: { type: 'server_error', code: 'server_error', message, param: null } }, 'error'),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ error: { message, type: 'requests', param: null, code: 'rate_limit_exceeded' } }),
    }),
    tells: { reasoning: true, thoughtTokens: true, cached: true, written: false, signatures: true, replayed: true, marks: false },
  };
}

type Event = (type: string, more: Json) => Buffer;

function itemEvents(item: Json, output_index: number, event: Event): readonly Buffer[] {
  const at = { item_id: item['id'], output_index };
  const added = (more: Json) => event('response.output_item.added', { output_index, item: { ...item, ...more } });
  // Called last: events are numbered in the order in which they are made.
  const done = () => event('response.output_item.done', { output_index, item });
  if (item['type'] === 'function_call') {
    const text = String(item['arguments']);
    return [
      added({ status: 'in_progress', arguments: '' }),
      ...pieces(text).map((delta) => event('response.function_call_arguments.delta', { ...at, delta })),
      event('response.function_call_arguments.done', { ...at, arguments: text, name: item['name'] }),
      done(),
    ];
  }
  if (item['type'] === 'reasoning') {
    const [part] = item['summary'] as readonly Json[];
    const place = { ...at, summary_index: 0 };
    return [
      added({ summary: [] }),
      event('response.reasoning_summary_part.added', { ...place, part: { type: 'summary_text', text: '' } }),
      ...pieces(String(part!['text'])).map((delta) => event('response.reasoning_summary_text.delta', { ...place, delta })),
      event('response.reasoning_summary_text.done', { ...place, text: part!['text'] }),
      event('response.reasoning_summary_part.done', { ...place, part }),
      done(),
    ];
  }
  const [part] = item['content'] as readonly Json[];
  const place = { ...at, content_index: 0 };
  return [
    added({ status: 'in_progress', content: [] }),
    event('response.content_part.added', { ...place, part: { ...part, text: '' } }),
    ...pieces(String(part!['text'])).map((delta) => event('response.output_text.delta', { ...place, delta, logprobs: [] })),
    event('response.output_text.done', { ...place, text: part!['text'], logprobs: [] }),
    event('response.content_part.done', { ...place, part }),
    done(),
  ];
}
