import type { Json } from '../json.ts';
import type { Failure } from '../turn.ts';
import type { Reply } from '../wire-format.ts';

/** In what a provider of OpenAI's dialect is not OpenAI. */
export interface Rules {
  /** The header that proves who asks, and what it has to hold. */
  readonly credential: readonly [name: string, value: string];
  /** Top-level members that are taken; undefined: unknown ones are passed over. */
  readonly members?: string;
  /** Members that are refused, whatever the others. */
  readonly refused?: string;
  /** Members of messages, parts and calls are checked as well. */
  readonly strictMessages: boolean;
  /** What beyond OpenAI's members an assistant's message may have. */
  readonly assistantMembers?: string;
  readonly developer: boolean;
  /** How thinking is asked for. */
  readonly thinksBy: readonly ('reasoning_effort' | 'reasoning' | 'thinking')[];
  /** The member of a message that thinking is told in; `think` where it is told in tags in the text. */
  readonly toldIn: 'reasoning' | 'reasoning_content' | 'think' | undefined;
  /** `reasoning_details` are told beside, signed, and have to come back as they were. */
  readonly details?: boolean;
  /** Thinking that comes back is read, as far as is known; default: it is. */
  readonly reads?: boolean;
  /** Tools, and calls in the history, have to tell their type; default: they have. */
  readonly typedCalls?: boolean;
  /** What beyond OpenAI's members a call in the history may have. */
  readonly callMembers?: string;
  /** Where tools are called, thinking has to come back as text. */
  readonly mustReplay?: boolean;
  readonly tools: boolean;
  readonly pictures: boolean;
  /** Knows `json_schema`; else only `json_object`. */
  readonly schemas: boolean;
  readonly marks: boolean;
  /** When a stream counts its tokens: on its last choice or after it, asked or not, or on every chunk. */
  readonly streamCounts: 'asked-after' | 'asked-last' | 'always-after' | 'always-last' | 'every';
  readonly cached: 'details' | 'hit' | 'none';
  readonly written: boolean;
  /** Tokens of thinking stand beside those of the answer, not among them. */
  readonly thoughtBeside?: boolean;
  /** First an event that is none of the answer's. */
  readonly first?: Json;
  /** Every event has these members too. */
  readonly own?: Json;
  /** A call's arguments come in one piece with its name. */
  readonly wholeCalls?: boolean;
  readonly done: boolean;
  /** The end is told once more, with the counts. */
  readonly endTwice?: boolean;
  readonly failure: (failure: Failure) => Reply;
  readonly wrong: (message: string, param: string | null, code: string | null) => { readonly status: number; readonly body: Json };
}

/** What OpenAI's own endpoint takes. Source: openai-node, 2026-08-21. */
export const OPENAI_MEMBERS =
  'model messages max_tokens max_completion_tokens temperature top_p frequency_penalty presence_penalty logit_bias logprobs top_logprobs n stop seed stream stream_options tools tool_choice parallel_tool_calls response_format reasoning_effort verbosity modalities audio prediction service_tier store metadata user safety_identifier prompt_cache_key prompt_cache_retention prompt_cache_options moderation web_search_options functions function_call';

const limited = (message: string): Json => ({ error: { message, type: 'requests', param: null, code: 'rate_limit_exceeded' } });

/** OpenAI's own rules. Its strictness about members is quoted in public: "Unknown parameter: 'messages[0].content[0].cache_control'". */
export const openaiRules: Rules = {
  credential: ['authorization', 'Bearer test-key'],
  members: OPENAI_MEMBERS,
  strictMessages: true,
  developer: true,
  thinksBy: ['reasoning_effort'],
  toldIn: undefined,
  tools: true,
  pictures: true,
  schemas: true,
  marks: false,
  streamCounts: 'asked-after',
  cached: 'details',
  written: false,
  done: true,
  failure: ({ status, message, retryAfterS }) => ({
    status,
    headers: { 'retry-after': String(retryAfterS), 'x-ratelimit-remaining-requests': '0' },
    body: JSON.stringify(limited(message)),
  }),
  wrong: (message, param, code) => ({ status: 400, body: { error: { message, type: 'invalid_request_error', param, code } } }),
};
