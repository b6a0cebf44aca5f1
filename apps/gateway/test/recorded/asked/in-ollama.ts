import { listIn, objectIn, textIn, type Json } from '../json.ts';
import { OpenCalls, schemaOf, toldText, type Asked, type Said, type Who } from './asked.ts';

/** What a call of Ollama's own `/api/chat` asks. Streaming is the default there. */
export function askedInOllama(body: Json): Asked {
  const { model, messages, stream, tools, format, think, options, ...rest } = body;
  const { num_predict, temperature, top_p, top_k, stop, seed, presence_penalty, frequency_penalty, ...more } = objectIn(options);
  const calls = new OpenCalls();
  return {
    model: textIn(model),
    streamed: stream !== false,
    said: listIn(messages).flatMap((message) => saidIn(message, calls)),
    tools: listIn(tools).map((tool) => {
      const { name, description, parameters } = objectIn(tool['function']);
      return { name: textIn(name), description: textIn(description), schema: schemaOf(parameters) };
    }),
    settings: {
      max_tokens: num_predict,
      temperature,
      top_p,
      top_k,
      stop,
      seed,
      presence_penalty,
      frequency_penalty,
      response_format:
        format === 'json' ? 'json' : typeof format === 'object' && format !== null ? { schema: schemaOf(format) } : undefined,
      thinking: think === true ? { type: 'enabled' } : think === false ? { type: 'disabled' } : undefined,
      reasoning_effort: typeof think === 'string' ? think : undefined,
    },
    rest: { ...rest, ...(Object.keys(more).length > 0 && { options: more }) },
  };
}

function saidIn(message: Json, calls: OpenCalls): readonly Said[] {
  const { role, content, images, tool_calls: called, thinking, tool_name: name, tool_call_id: id } = message;
  if (role === 'tool') return [{ kind: 'result', id: calls.answer(textIn(name) || undefined, id), content: [toldText(textIn(content))] }];
  const who = role as Who;
  return [
    ...(textIn(thinking) === '' ? [] : [{ kind: 'thinking' as const, thinking: textIn(thinking) }]),
    { kind: 'text', who, text: textIn(content) },
    ...(Array.isArray(images) ? images : []).map((data): Said => ({ kind: 'media', who, media: { data: String(data), type: 'image' } })),
    ...listIn(called).map((call): Said => {
      const { name: tool, arguments: input } = objectIn(call['function']);
      return { kind: 'call', id: calls.begin(textIn(tool), call['id']), name: textIn(tool), input: input ?? {} };
    }),
  ];
}
