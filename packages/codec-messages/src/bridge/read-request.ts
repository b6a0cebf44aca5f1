import type { Json } from '@sluice/provider-sdk';
import { badRequest, cannot, compact, jsonIn, listAt, listIn, numberAt, objectAt, stringAt, textIn } from '@sluice/provider-sdk/chat';
import { chatMessages } from './read-messages.ts';
import { chatFormat, chatTools } from './read-tools.ts';

/**
 * A request to the Messages API as a chat call.
 *
 * @throws FaultError `invalid_request` whose `param` is the path in the request.
 */
export function readRequest(call: Json): Json {
  refuseWhatIsElsewhere(call);
  const maxTokens = numberAt(call, 'max_tokens');
  if (maxTokens === undefined) throw badRequest('max_tokens', 'is needed');
  const messages = marked(chatMessages(call), objectAt(call, 'cache_control'));
  const effort = textIn(objectAt(call, 'output_config')?.['effort']);
  const stop = listAt(call, 'stop_sequences') ?? [];
  const wrong = stop.findIndex((text) => typeof text !== 'string');
  if (wrong >= 0) throw badRequest(`stop_sequences[${wrong}]`, 'must be a string');
  return {
    ...compact({ model: stringAt(call, 'model') }),
    messages,
    max_tokens: maxTokens,
    ...compact({
      temperature: numberAt(call, 'temperature'),
      top_p: numberAt(call, 'top_p'),
      top_k: numberAt(call, 'top_k'),
      stop: stop.length > 0 ? stop : undefined,
      thinking: thinkingOf(objectAt(call, 'thinking')),
      reasoning_effort: effort,
      response_format: chatFormat(call),
      user: textIn(objectAt(call, 'metadata')?.['user_id']),
      service_tier: call['service_tier'] === 'standard_only' ? 'default' : undefined,
    }),
    ...chatTools(call),
    ...(call['stream'] === true && { stream: true }),
  };
}

/** What only the provider that it belongs to can do. */
function refuseWhatIsElsewhere(call: Json): void {
  if (call['container'] !== undefined && call['container'] !== null)
    throw cannot('container', 'this model has no container to run code in');
  if (listIn(call['mcp_servers']).length > 0) throw cannot('mcp_servers', 'this model does not call servers itself; give it their tools');
}

/** A mark on the whole request is one on the last thing that can have it. */
function marked(messages: readonly Json[], mark: Json | undefined): readonly Json[] {
  const last = messages.at(-1);
  if (!mark || !last) return messages;
  const parts = listIn(last['content']);
  if (jsonIn(last['cache_control']) || parts.some((part) => jsonIn(part)?.['cache_control'])) return messages;
  return [...messages.slice(0, -1), { ...last, cache_control: mark }];
}

/** The newest models' word for the least thinking there can be. */
const thinkingOf = (thinking: Json | undefined): Json | undefined =>
  thinking?.['type'] === 'between_tools' ? { type: 'disabled' } : thinking;
