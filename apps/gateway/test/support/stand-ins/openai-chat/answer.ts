import type { Heard } from '../heard.ts';
import type { Json } from '../json.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import type { Rules } from './rules.ts';

/** What is signed with what, for details that have to come back as they were. */
export const signatureOf = (reasoning: string): string => Buffer.from(`signed:${reasoning}`).toString('base64');

const CALL_IDS = ['call_AbC123xyz', 'call_DeF456uvw', 'call_GhI789rst'];

export function wholeChat({ reasoning, text, calls = [], counts }: Turn, heard: Heard, rules: Rules): Json {
  const content = rules.toldIn === 'think' && reasoning !== undefined ? `<think>${reasoning}</think>${text ?? ''}` : (text ?? null);
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: heard.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content,
          ...(reasoning !== undefined && rules.toldIn !== undefined && rules.toldIn !== 'think' && { [rules.toldIn]: reasoning }),
          ...(reasoning !== undefined && rules.details && { reasoning_details: [detail(reasoning)] }),
          ...(calls.length > 0 && {
            tool_calls: calls.map(({ name, input }, index) => ({
              id: CALL_IDS[index],
              type: 'function',
              function: { name, arguments: JSON.stringify(input) },
            })),
          }),
        },
        logprobs: null,
        finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
      },
    ],
    usage: usage(counts ?? NO_COUNTS, rules),
    ...rules.own,
  };
}

const detail = (text: string) => ({ type: 'reasoning.text', text, signature: signatureOf(text), format: 'anthropic-claude-v1', index: 0 });

/** The deltas of an answer, in the order that providers send them. */
export function deltas({ reasoning, text, calls = [] }: Turn, rules: Rules): readonly Json[] {
  const said: Json[] = [];
  if (reasoning !== undefined && rules.toldIn === 'think')
    said.push(...pieces(`<think>${reasoning}</think>`).map((content) => ({ content })));
  else if (reasoning !== undefined && rules.toldIn !== undefined) {
    const member = rules.toldIn;
    for (const piece of pieces(reasoning)) {
      const details = rules.details && { reasoning_details: [{ ...detail(reasoning), text: piece, signature: null }] };
      said.push({ [member]: piece, ...details });
    }
    // As recorded: the signature comes alone, after the text.
    if (rules.details) said.push({ reasoning_details: [{ ...detail(reasoning), text: undefined }] });
  }
  said.push(...pieces(text ?? '').map((content) => ({ content })));
  for (const [index, { name, input }] of calls.entries()) {
    const id = CALL_IDS[index];
    const text = JSON.stringify(input);
    if (rules.wholeCalls) said.push({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: text } }] });
    else {
      said.push({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
      said.push(...pieces(text).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })));
    }
  }
  return said;
}

export function usage({ fresh, cached, written, out, thought }: Counts, rules: Rules): Json {
  const prompt = fresh + cached + written;
  const told = { cached_tokens: cached, ...(rules.written && { cache_write_tokens: written }) };
  return {
    prompt_tokens: prompt,
    completion_tokens: rules.thoughtBeside ? out : out + thought,
    total_tokens: prompt + out + thought,
    ...(rules.cached !== 'none' && { prompt_tokens_details: told }),
    ...(rules.cached === 'hit' && { prompt_cache_hit_tokens: cached, prompt_cache_miss_tokens: prompt - cached }),
    completion_tokens_details: { reasoning_tokens: thought },
  };
}
