import type { Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn } from '@sluice/provider-sdk/chat';
import type { End } from './response-end.ts';

export interface ResponseSaid {
  readonly id: string;
  readonly model: string;
  readonly createdS: number;
  /** Undefined while it goes on. */
  readonly end: End | undefined;
  readonly output: readonly Json[];
  readonly usage: Json | null;
  readonly serviceTier: string | undefined;
}

/** The words of the SDK's type (openai-node 6.49, 2026-08); its readers know no others. */
const TIERS: ReadonlySet<unknown> = new Set(['auto', 'default', 'flex', 'scale', 'priority']);

/** A response, whole: what was asked is said again beside the answer, as the API does. */
export function responseObject({ id, model, createdS, end, output, usage, serviceTier }: ResponseSaid, call: Json): Json {
  const reasoning = jsonIn(call['reasoning']) ?? {};
  const text = jsonIn(call['text']) ?? {};
  const tier = [serviceTier, call['service_tier']].find((named) => TIERS.has(named));
  return {
    id,
    object: 'response',
    created_at: createdS,
    status: end?.status ?? 'in_progress',
    background: false,
    // No clock: when the answer was whole is not known here.
    completed_at: null,
    error: end?.status === 'failed' ? { code: 'server_error', message: end.message } : null,
    incomplete_details: end?.status === 'incomplete' ? { reason: end.reason } : null,
    instructions: call['instructions'] ?? null,
    max_output_tokens: call['max_output_tokens'] ?? null,
    max_tool_calls: call['max_tool_calls'] ?? null,
    model,
    output,
    parallel_tool_calls: call['parallel_tool_calls'] ?? true,
    previous_response_id: null,
    prompt_cache_key: call['prompt_cache_key'] ?? null,
    reasoning: { effort: reasoning['effort'] ?? null, summary: reasoning['summary'] ?? reasoning['generate_summary'] ?? null },
    safety_identifier: call['safety_identifier'] ?? null,
    service_tier: tier ?? 'default',
    store: false,
    temperature: call['temperature'] ?? null,
    text: { format: text['format'] ?? { type: 'text' }, verbosity: text['verbosity'] ?? null },
    tool_choice: call['tool_choice'] ?? 'auto',
    tools: listIn(call['tools']).map(toolSaid),
    top_logprobs: call['top_logprobs'] ?? 0,
    top_p: call['top_p'] ?? null,
    truncation: 'disabled',
    usage,
    user: call['user'] ?? null,
    metadata: call['metadata'] ?? {},
  };
}

/** Members that readers count on and that a request may leave out. */
const toolSaid = (tool: unknown): unknown =>
  isJson(tool) && tool['type'] === 'function' ? { description: null, parameters: null, strict: null, ...tool } : tool;
