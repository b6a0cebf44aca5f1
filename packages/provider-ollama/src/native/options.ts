import type { Json } from '@sluice/provider-sdk';
import { compact, objectAt, type ChatCall } from '@sluice/provider-sdk/chat';

/** Ollama's own options, which a call may name beside OpenAI's members. Source: Ollama, docs/openapi.yaml, 2026. */
export const OPTIONS: ReadonlySet<string> = new Set([
  'num_ctx',
  'num_predict',
  'num_keep',
  'num_batch',
  'num_gpu',
  'main_gpu',
  'num_thread',
  'use_mmap',
  'min_p',
  'typical_p',
  'repeat_last_n',
  'repeat_penalty',
  'mirostat',
  'mirostat_eta',
  'mirostat_tau',
]);

/** Where both are given, what the call says in OpenAI's words is the nearer to what it means. */
export function optionsOf(chat: ChatCall, call: Json): Json | undefined {
  const named = Object.entries(chat.rest).filter(([name]) => OPTIONS.has(name));
  const said = compact({
    num_predict: chat.maxTokens,
    temperature: chat.temperature,
    top_p: chat.topP,
    top_k: chat.topK,
    seed: chat.seed,
    stop: chat.stop.length > 0 ? chat.stop : undefined,
    presence_penalty: chat.presencePenalty,
    frequency_penalty: chat.frequencyPenalty,
  });
  const options = { ...objectAt(call, 'options'), ...Object.fromEntries(named), ...said };
  return Object.keys(options).length === 0 ? undefined : options;
}
