import type { ToldCall } from '../admin/resources/logs/told-call.ts';
import { conversationOf } from './conversation.ts';
import type { OtlpAttributes, OtlpSpan } from './otlp-span.ts';

/** Operations that are one call of a model each, and what they are here. Agents and tools stand around calls, and would count them twice. */
const OPERATIONS: Readonly<Record<string, string>> = {
  chat: 'chat',
  generate_content: 'chat',
  text_completion: 'completions',
  completion: 'completions',
  embeddings: 'embeddings',
};

const PATHS: Readonly<Record<string, string>> = { completions: '/v1/completions', embeddings: '/v1/embeddings' };

/** Parameters that a request had. */
const PARAMETERS = [
  'temperature',
  'top_p',
  'top_k',
  'max_tokens',
  'frequency_penalty',
  'presence_penalty',
  'seed',
  'stop_sequences',
] as const;

/**
 * The call of a model that a span tells of, by the GenAI semantic conventions, as they are and as they were.
 *
 * @param findProvider The slug of a provider by one of its names.
 * @returns Undefined for a span of something else.
 */
export function callOfSpan(span: OtlpSpan, findProvider: (name: string) => string | undefined): ToldCall | undefined {
  const { attributes, error } = span;
  const text = (...names: readonly string[]) => textIn(attributes, names);
  const number = (...names: readonly string[]) => numberIn(attributes, names);
  const system = text('gen_ai.provider.name', 'gen_ai.system', 'llm.vendor');
  const askedModel = text('gen_ai.request.model', 'llm.request.model');
  const named = text('gen_ai.operation.name', 'llm.request.type');
  const operation = named === undefined ? 'chat' : OPERATIONS[named];
  if (operation === undefined || (askedModel === undefined && (system === undefined || named === undefined))) return undefined;
  const answeredModel = text('gen_ai.response.model', 'llm.response.model');
  const errorType = text('error.type');
  const failed = error !== undefined || errorType !== undefined;
  const { asked, answered } = conversationOf(span);
  const usage = usageOf(number);
  return {
    source: 'otel',
    at: Math.floor(span.startMs),
    ms: span.endMs - span.startMs,
    method: 'POST',
    url: PATHS[operation] ?? '/v1/chat/completions',
    status: statusOf(number('http.response.status_code', 'http.status_code')) ?? (failed ? 500 : 200),
    provider: system === undefined ? undefined : slugOf(system, findProvider),
    model: answeredModel ?? askedModel,
    askedModel,
    operation,
    streamed: attributes['llm.is_streaming'] === true || attributes['gen_ai.request.stream'] === true,
    trace: span.traceId,
    span: span.spanId,
    parentSpan: span.parentSpanId,
    spanName: span.name === '' ? undefined : span.name,
    metadata: metadataOf(span),
    fault: failed ? { kind: errorType ?? 'error', message: error?.message ?? '' } : undefined,
    firstTokenMs: secondsToMs(number('gen_ai.response.time_to_first_chunk', 'gen_ai.server.time_to_first_token')),
    request: requestBody(askedModel, asked, attributes),
    response: responseBody(answeredModel, answered, attributes),
    usage,
    headers: undefined,
    // Exporters send again what they are not sure of.
    identity: `${span.traceId}/${span.spanId}`,
  };
}

/** What is no status of HTTP's says nothing. */
const statusOf = (told: number | undefined) =>
  told !== undefined && Number.isInteger(told) && told >= 100 && told <= 599 ? told : undefined;

/** In the words of OpenAI, whose counts have their parts inside, as those of the conventions. */
function usageOf(number: (...names: readonly string[]) => number | undefined): unknown {
  const input = number('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'llm.usage.prompt_tokens');
  const output = number('gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.usage.completion_tokens');
  if (input === undefined && output === undefined) return undefined;
  const cached = number('gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens');
  const reasoning = number('gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens');
  return {
    prompt_tokens: input ?? 0,
    completion_tokens: output ?? 0,
    ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

/** The conventions word providers as `cloud.vendor.name`: as it is, its ends, or its last part may be a name that is known here. */
function slugOf(system: string, findProvider: (name: string) => string | undefined): string {
  const parts = system.toLowerCase().replaceAll('_', '-').split('.');
  const names = [parts.join('-'), `${parts[0]!}-${parts.at(-1)!}`, parts.at(-1)!, system];
  return names.map(findProvider).find((slug) => slug !== undefined) ?? system;
}

function metadataOf({ attributes, resource }: OtlpSpan): Readonly<Record<string, string>> {
  const pairs = {
    _user: textIn(attributes, ['user.id', 'enduser.id']),
    _environment: textIn(resource, ['deployment.environment.name', 'deployment.environment']),
    service: textIn(resource, ['service.name']),
    conversation: textIn(attributes, ['gen_ai.conversation.id', 'session.id']),
  };
  return Object.fromEntries(Object.entries(pairs).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function requestBody(model: string | undefined, messages: unknown, attributes: OtlpAttributes): unknown {
  const parameters = PARAMETERS.map((name) => [name, attributes[`gen_ai.request.${name}`]] as const).filter(
    ([, value]) => value !== undefined,
  );
  return { ...(model !== undefined && { model }), ...Object.fromEntries(parameters), ...(messages !== undefined && { messages }) };
}

function responseBody(model: string | undefined, messages: unknown, attributes: OtlpAttributes): unknown {
  const [id, reasons] = [attributes['gen_ai.response.id'], attributes['gen_ai.response.finish_reasons']];
  const body = {
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    ...(messages !== undefined && { messages }),
    ...(reasons !== undefined && { finish_reasons: reasons }),
  };
  return Object.keys(body).length === 0 ? undefined : body;
}

function textIn(attributes: OtlpAttributes, names: readonly string[]): string | undefined {
  const value = names.map((name) => attributes[name]).find((each) => each !== undefined && each !== '');
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

function numberIn(attributes: OtlpAttributes, names: readonly string[]): number | undefined {
  const value = names.map((name) => Number(attributes[name] ?? NaN)).find((each) => Number.isFinite(each));
  return value;
}

const secondsToMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
