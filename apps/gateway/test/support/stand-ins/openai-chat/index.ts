import type { Json } from '../json.ts';
import { comment, sse } from '../sse.ts';
import { NO_COUNTS, type Turn } from '../turn.ts';
import type { Heard } from '../heard.ts';
import type { Streamed, WireFormat } from '../wire-format.ts';
import { deltas, usage, wholeChat } from './answer.ts';
import { hearChat } from './hear.ts';
import { openaiRules, type Rules } from './rules.ts';

/** OpenAI's chat dialect as one provider speaks it. */
export function openaiChat(given: Partial<Rules> = {}): WireFormat {
  const rules = { ...openaiRules, ...given };
  return {
    speaks: 'chat',
    hear: (asked) => hearChat(asked, rules),
    whole: (turn, heard) => wholeChat(turn, heard, rules),
    stream: (turn, heard) => streamChat(turn, heard, rules),
    breakage: (message) => sse({ error: { message, type: 'server_error', param: null, code: 'server_error' } }),
    failure: rules.failure,
    tells: {
      reasoning: rules.toldIn !== undefined && rules.toldIn !== 'think',
      thoughtTokens: true,
      cached: rules.cached !== 'none',
      written: rules.written,
      signatures: rules.details === true,
      replayed: rules.toldIn !== undefined && rules.toldIn !== 'think' && rules.reads !== false,
      outputApart: rules.thoughtBeside === true,
      marks: rules.marks,
    },
  };
}

function streamChat(turn: Turn, heard: Heard, rules: Rules): Streamed {
  const counted = usage(turn.counts ?? NO_COUNTS, rules);
  const event = (choices: readonly Json[], more: Json = {}) =>
    sse({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model: heard.model,
      choices,
      ...rules.own,
      ...(rules.streamCounts === 'every' && { usage: counted }),
      ...more,
    });
  const choice = (delta: Json, finish: string | null = null) => ({ index: 0, delta, logprobs: null, finish_reason: finish });
  const finish = turn.calls?.length ? 'tool_calls' : 'stop';
  const told = heard.countsAsked || rules.streamCounts.startsWith('always');
  const last = told && rules.streamCounts.endsWith('last') ? { usage: counted } : {};
  return {
    contentType: 'text/event-stream; charset=utf-8',
    opening: [
      comment('keep-alive'),
      ...(rules.first ? [sse(rules.first)] : []),
      event([choice({ role: 'assistant', content: '' })]),
      ...deltas(turn, rules).flatMap((delta, index) =>
        index === 1 ? [comment('PROCESSING'), event([choice(delta)])] : [event([choice(delta)])],
      ),
    ],
    closing: [
      ...(rules.endTwice ? [event([choice({}, finish)])] : []),
      event([choice({ content: '' }, finish)], last),
      ...(told && rules.streamCounts.endsWith('after') ? [event([], { usage: counted })] : []),
      ...(rules.done ? [sse('[DONE]')] : []),
    ],
  };
}
