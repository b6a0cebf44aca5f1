import { FaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { isJson, jsonIn, listIn, textIn, type CallSaid, type FinishReason } from '@sluice/provider-sdk/chat';

/** What is said in one message, whole or a piece of a stream: both have the same form. */
export interface Heard {
  readonly text: string;
  readonly thinking: string;
  readonly calls: readonly CallSaid[];
  readonly images: readonly Json[];
  readonly logprobs: Json | undefined;
}

/** @throws FaultError where the provider says `{"error":…}`, which comes with status 200 in a stream that has begun. */
export function hear(said: Json, asked: Asked, callsBefore = 0): Heard {
  const error = textIn(said['error']) ?? textIn(jsonIn(said['error'])?.['message']);
  if (error !== undefined) throw new FaultError({ kind: 'upstream_error', message: error });
  const message = jsonIn(said['message']) ?? {};
  return {
    text: textIn(message['content']) ?? '',
    thinking: textIn(message['thinking']) ?? '',
    calls: callsIn(message['tool_calls'], asked, callsBefore),
    images: listIn(message['images'])
      .filter((image) => typeof image === 'string')
      .map(imageOf),
    // Each is as OpenAI has them. Source: Ollama, docs/openapi.yaml, 2026.
    logprobs: Array.isArray(said['logprobs']) ? { content: said['logprobs'], refusal: null } : undefined,
  };
}

/** Older servers give calls no id; ours is unique to the request and the call's number. */
function callsIn(given: unknown, { id }: Asked, before: number): readonly CallSaid[] {
  return listIn(given)
    .filter(isJson)
    .map((call, index) => {
      const said = jsonIn(call['function']) ?? {};
      const input = said['arguments'] ?? {};
      const own = textIn(call['id']);
      return {
        id: own === undefined || own === '' ? `call_${id}_${before + index}` : own,
        name: textIn(said['name']) ?? '',
        arguments: typeof input === 'string' ? input : JSON.stringify(input),
      };
    });
}

const imageOf = (base64: string): Json => ({ type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } });

/** Ollama ends an answer of calls as any other: with `stop`. */
export function finishOf(reason: string | undefined, called: boolean): FinishReason {
  if (reason === 'length') return 'length';
  return called ? 'tool_calls' : 'stop';
}
