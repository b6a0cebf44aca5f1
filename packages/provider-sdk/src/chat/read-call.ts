import type { Json } from '../codec.ts';
import type { ChatCall, Format } from './call.ts';
import { badRequest, booleanAt, isJson, listAt, numberAt, objectAt, stringAt } from './members.ts';
import { readMessages } from './read-messages.ts';
import { readThinking } from './read-thinking.ts';
import { readToolChoice, readTools } from './read-tools.ts';

/** Members that `readChatCall` gives a meaning; all others are `rest`. */
const READ: ReadonlySet<string> = new Set([
  'model',
  'stream',
  'stream_options',
  'messages',
  'tools',
  'functions',
  'tool_choice',
  'function_call',
  'parallel_tool_calls',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop',
  'seed',
  'n',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'top_logprobs',
  'response_format',
  'reasoning_effort',
  'reasoning',
  'thinking',
  'user',
  'service_tier',
]);

/**
 * Reads a call in chat's own language.
 *
 * @throws FaultError `invalid_request` whose `param` is the path of what is wrong.
 */
export function readChatCall(call: Json): ChatCall {
  const { system, turns } = readMessages(listAt(call, 'messages') ?? []);
  return {
    model: stringAt(call, 'model'),
    streamed: call['stream'] === true,
    system,
    turns,
    tools: readTools(call),
    toolChoice: readToolChoice(call),
    parallelToolCalls: booleanAt(call, 'parallel_tool_calls'),
    maxTokens: numberAt(call, 'max_completion_tokens') ?? numberAt(call, 'max_tokens'),
    temperature: numberAt(call, 'temperature'),
    topP: numberAt(call, 'top_p'),
    topK: numberAt(call, 'top_k'),
    stop: readStop(call['stop']),
    seed: numberAt(call, 'seed'),
    choices: numberAt(call, 'n') ?? 1,
    presencePenalty: numberAt(call, 'presence_penalty'),
    frequencyPenalty: numberAt(call, 'frequency_penalty'),
    logprobs: booleanAt(call, 'logprobs') === true ? (numberAt(call, 'top_logprobs') ?? 0) : undefined,
    format: readFormat(call),
    thinking: readThinking(call),
    user: stringAt(call, 'user'),
    serviceTier: stringAt(call, 'service_tier'),
    rest: Object.fromEntries(Object.entries(call).filter(([name, value]) => !READ.has(name) && value !== null)),
  };
}

function readStop(stop: unknown): readonly string[] {
  if (stop === undefined || stop === null) return [];
  const list = Array.isArray(stop) ? (stop as readonly unknown[]) : [stop];
  const wrong = list.findIndex((each) => typeof each !== 'string');
  if (wrong >= 0) throw badRequest(Array.isArray(stop) ? `stop[${wrong}]` : 'stop', 'must be a string');
  return list as readonly string[];
}

function readFormat(call: Json): Format | undefined {
  const format = objectAt(call, 'response_format');
  switch (format?.['type']) {
    case undefined:
    case 'text':
      return undefined;
    case 'json_object':
      return { kind: 'json' };
    case 'json_schema': {
      const path = 'response_format.json_schema';
      const described = objectAt(format!, 'json_schema', path) ?? {};
      const schema = described['schema'];
      if (!isJson(schema)) throw badRequest(`${path}.schema`, 'must be a JSON Schema');
      return {
        kind: 'schema',
        name: stringAt(described, 'name', `${path}.name`) ?? 'response',
        description: stringAt(described, 'description', `${path}.description`),
        schema,
        strict: booleanAt(described, 'strict', `${path}.strict`),
        path: `${path}.schema`,
      };
    }
    default:
      throw badRequest('response_format.type', 'must be text, json_object or json_schema');
  }
}
