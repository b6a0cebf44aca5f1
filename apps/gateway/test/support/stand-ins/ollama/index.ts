import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { NO_COUNTS, pieces, type Counts, type Turn } from '../turn.ts';
import { WireRefusal, type Asked, type WireFormat } from '../wire-format.ts';

const refuse = (error: string): never => {
  throw new WireRefusal(400, { error });
};

const line = (value: Json) => Buffer.from(`${JSON.stringify(value)}\n`);

/** Durations are nanoseconds; of a cache nothing is told. */
const ended = ({ fresh, cached, written, out, thought }: Counts): Json => ({
  done: true,
  done_reason: 'stop',
  total_duration: 174_560_334,
  load_duration: 101_397_084,
  prompt_eval_count: fresh + cached + written,
  prompt_eval_duration: 13_074_791,
  eval_count: out + thought,
  eval_duration: 52_479_709,
});

/** Calls without ids, as servers gave them until lately. */
const calls = ({ calls: said = [] }: Turn) => said.map(({ name, input }, index) => ({ function: { index, name, arguments: input } }));

/** Ollama's own chat. Source: Ollama, docs/openapi.yaml, 2026, and recorded answers. */
export function ollama(): WireFormat {
  const told = ({ model }: Heard, message: Json, more: Json): Json => ({
    model,
    created_at: '2026-11-22T12:00:00.123456789Z',
    message: { role: 'assistant', content: '', ...message },
    ...more,
  });
  return {
    speaks: undefined,
    hear: hearOllama,
    whole: (turn, heard) =>
      told(
        heard,
        {
          content: turn.text ?? '',
          ...(turn.reasoning !== undefined && { thinking: turn.reasoning }),
          ...(turn.calls && { tool_calls: calls(turn) }),
        },
        ended(turn.counts ?? NO_COUNTS),
      ),
    stream: (turn, heard) => ({
      contentType: 'application/x-ndjson',
      opening: [
        ...pieces(turn.reasoning ?? '').map((thinking) => line(told(heard, { thinking }, { done: false }))),
        ...pieces(turn.text ?? '').map((content) => line(told(heard, { content }, { done: false }))),
        ...calls(turn).map((call) => line(told(heard, { tool_calls: [call] }, { done: false }))),
      ],
      closing: [line(told(heard, {}, ended(turn.counts ?? NO_COUNTS)))],
    }),
    breakage: (message) => line({ error: message }),
    failure: ({ status, message, retryAfterS }) => ({
      status,
      headers: { 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ error: message }),
    }),
    tells: { reasoning: true, thoughtTokens: false, cached: false, written: false, signatures: false, replayed: true, marks: false },
  };
}

/** Members that it does not know it passes over. */
function hearOllama({ json }: Asked): Heard {
  const heard = new Listening();
  heard.model = textIn(json['model']);
  // A request that does not say is streamed.
  heard.stream = json['stream'] !== false;
  heard.maxTokens = objectIn(json['options'])['num_predict'] as number | undefined;
  const { format, think } = json;
  if (format !== undefined && format !== null && format !== '')
    heard.schema = format === 'json' ? true : isObject(format) ? format : refuse('invalid format');
  if (think !== undefined) heard.thinking = think !== false;
  for (const tool of objectsIn(json['tools'])) {
    const { name, description, parameters } = objectIn(tool['function']);
    if (tool['type'] !== 'function' || !isObject(parameters)) refuse('invalid tool');
    heard.tools.push({ name: textIn(name), description: textIn(description), parameters });
  }
  for (const message of objectsIn(json['messages'])) hearMessage(message, heard);
  return heard;
}

function hearMessage(message: Json, heard: Listening): void {
  const { role, content, images, thinking, tool_calls: said, tool_name: name, tool_call_id: id } = message;
  if (typeof content !== 'string') refuse('json: cannot unmarshal array into Go struct field ChatRequest.messages of type string');
  const text = String(content);
  for (const image of (images ?? []) as readonly unknown[]) {
    if (typeof image !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(image)) refuse('illegal base64 data at input byte 4');
    heard.images.push(String(image));
  }
  if (typeof thinking === 'string' && thinking !== '') heard.thought.push(thinking);
  if (role === 'system') heard.instruct(text);
  else if (role === 'user' || role === 'assistant') heard.say(role, text);
  else if (role !== 'tool') refuse(`invalid role: ${String(role)}`);
  for (const call of objectsIn(said)) {
    const { name: called, arguments: input } = objectIn(call['function']);
    if (!isObject(input)) refuse('json: cannot unmarshal string into Go struct field ToolCallFunction.arguments');
    heard.calls.push({ id: textIn(call['id']), name: textIn(called), input });
  }
  if (role !== 'tool') return;
  heard.results.push({ id: textIn(id) || textIn(name), text });
}
