import type { Json } from '../json.ts';
import { sse } from '../sse.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import type { Streamed, WireFormat } from '../wire-format.ts';
import { hearCohere } from './hear.ts';

const CALL_IDS = ['look_vpfcagczdkae', 'look_abcdefghijkl', 'look_mnopqrstuvwx'];

const usage = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  billed_units: { input_tokens: 3, output_tokens: out },
  tokens: { input_tokens: fresh + cached + written, output_tokens: out + thought, reasoning_tokens: thought },
  cached_tokens: cached,
});

const finish = ({ calls = [] }: Turn) => (calls.length > 0 ? 'TOOL_CALL' : 'COMPLETE');

/** Cohere's chat, version 2. Source: cohere-typescript, 2026-08-18, and recorded streams. */
export function cohere(): WireFormat {
  return {
    speaks: undefined,
    hear: hearCohere,
    whole: (turn) => ({
      id: 'ba68e71c',
      message: {
        role: 'assistant',
        content: [
          ...(turn.reasoning === undefined ? [] : [{ type: 'thinking', thinking: turn.reasoning }]),
          ...(turn.text === undefined ? [] : [{ type: 'text', text: turn.text }]),
        ],
        ...(turn.calls && {
          tool_calls: turn.calls.map(({ name, input }, index) => ({
            id: CALL_IDS[index],
            type: 'function',
            function: { name, arguments: JSON.stringify(input) },
          })),
        }),
      },
      finish_reason: finish(turn),
      usage: usage(turn.counts ?? NO_COUNTS),
    }),
    stream: streamCohere,
    breakage: (message) => event('message-end', { delta: { error: message, finish_reason: 'ERROR', usage: usage(NO_COUNTS) } }),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ id: '24e32f6d', message }),
    }),
    tells: { reasoning: true, thoughtTokens: true, cached: true, written: false, signatures: false, replayed: true, marks: false },
  };
}

const event = (type: string, more: Json) => sse({ type, ...more }, type);

function streamCohere(turn: Turn): Streamed {
  const contents = [
    ...(turn.reasoning === undefined ? [] : [['thinking', turn.reasoning] as const]),
    ...(turn.text === undefined ? [] : [['text', turn.text] as const]),
  ];
  const message = (told: Json) => ({ delta: { message: told } });
  return {
    contentType: 'text/event-stream',
    opening: [
      event('message-start', {
        id: '1bbe60bc',
        ...message({ role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] }),
      }),
      event('debug', { prompt: 'what the model is given' }),
      ...contents.flatMap(([type, text], index) => [
        event('content-start', { index, ...message({ content: { type, [type]: '' } }) }),
        ...pieces(text).map((piece) => event('content-delta', { index, ...message({ content: { [type]: piece } }) })),
        event('content-end', { index }),
      ]),
      ...(turn.calls ?? []).flatMap(({ name, input }, index) => [
        event('tool-call-start', {
          index,
          ...message({ tool_calls: { id: CALL_IDS[index], type: 'function', function: { name, arguments: '' } } }),
        }),
        ...pieces(JSON.stringify(input)).map((piece) =>
          event('tool-call-delta', { index, ...message({ tool_calls: { function: { arguments: piece } } }) }),
        ),
        event('tool-call-end', { index }),
      ]),
    ],
    closing: [event('message-end', { delta: { finish_reason: finish(turn), usage: usage(turn.counts ?? NO_COUNTS) } }), sse('[DONE]')],
  };
}
