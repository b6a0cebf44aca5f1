import type { Heard } from '../heard.ts';
import type { Json } from '../json.ts';
import { sse } from '../sse.ts';
import type { Signatures } from '../signatures.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import type { Streamed } from '../wire-format.ts';

const CALL_IDS = ['toolu_01Abc', 'toolu_01Def', 'toolu_01Ghi'];

export function wholeMessage(turn: Turn, heard: Heard, signatures: Signatures): Json {
  return {
    ...message(heard),
    content: blocks(turn, signatures),
    stop_reason: turn.calls?.length ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: usage(turn.counts ?? NO_COUNTS),
  };
}

const message = ({ model }: Heard) => ({ id: 'msg_01XYZ', type: 'message', role: 'assistant', model: model || 'claude-on-vertex' });

function blocks({ reasoning, text, calls = [] }: Turn, signatures: Signatures): readonly Json[] {
  return [
    ...(reasoning === undefined ? [] : [{ type: 'thinking', thinking: reasoning, signature: signatures.sign(reasoning) }]),
    ...(text === undefined ? [] : [{ type: 'text', text }]),
    ...calls.map(({ name, input }, index) => ({ type: 'tool_use', id: CALL_IDS[index], name, input })),
  ];
}

/** What a cache had stands beside `input_tokens`. */
const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  input_tokens: fresh,
  cache_creation_input_tokens: written,
  cache_read_input_tokens: cached,
  output_tokens: out + thought,
  output_tokens_details: { thinking_tokens: thought },
  service_tier: 'standard',
});

const event = (data: Json) => sse(data, String(data['type']));

export function streamMessage(turn: Turn, heard: Heard, signatures: Signatures): Streamed {
  const counts = turn.counts ?? NO_COUNTS;
  const begun = { ...message(heard), content: [], stop_reason: null, stop_sequence: null, usage: { ...usage(counts), output_tokens: 1 } };
  return {
    contentType: 'text/event-stream; charset=utf-8',
    opening: [
      event({ type: 'message_start', message: begun }),
      event({ type: 'ping' }),
      ...blocks(turn, signatures).flatMap((block, index) => blockEvents(block, index)),
    ],
    closing: [
      event({
        type: 'message_delta',
        delta: { stop_reason: turn.calls?.length ? 'tool_use' : 'end_turn', stop_sequence: null },
        usage: { ...usage(counts) },
      }),
      event({ type: 'message_stop' }),
    ],
  };
}

function blockEvents(block: Json, index: number): readonly Buffer[] {
  const delta = (more: Json) => event({ type: 'content_block_delta', index, delta: more });
  const begin = (content: Json) => event({ type: 'content_block_start', index, content_block: content });
  const end = event({ type: 'content_block_stop', index });
  if (block['type'] === 'thinking')
    return [
      begin({ type: 'thinking', thinking: '', signature: '' }),
      ...pieces(String(block['thinking'])).map((thinking) => delta({ type: 'thinking_delta', thinking })),
      // None of the known: clients are told to pass over what they do not know.
      event({ type: 'an_event_of_tomorrow', index }),
      delta({ type: 'signature_delta', signature: block['signature'] }),
      end,
    ];
  if (block['type'] === 'tool_use')
    return [
      begin({ ...block, input: {} }),
      delta({ type: 'input_json_delta', partial_json: '' }),
      ...pieces(JSON.stringify(block['input'])).map((piece) => delta({ type: 'input_json_delta', partial_json: piece })),
      event({ type: 'ping' }),
      end,
    ];
  return [
    begin({ type: 'text', text: '' }),
    ...pieces(String(block['text'])).map((text) => delta({ type: 'text_delta', text })),
    event({ type: 'ping' }),
    end,
  ];
}
