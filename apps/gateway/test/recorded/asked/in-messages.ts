import { listIn, objectIn, textIn, type Json } from '../json.ts';
import { schemaOf, toldText, type Asked, type Media, type Said, type Told, type Tool, type Who } from './asked.ts';

/** What a call of the Messages API asks. On other clouds the model is in the path. */
export function askedInMessages(body: Json, model = textIn(body['model'])): Asked {
  const { model: _model, messages, system, stream, tools, tool_choice: choice, anthropic_version: _version, ...others } = body;
  const {
    max_tokens,
    temperature,
    top_p,
    top_k,
    stop_sequences: stop,
    thinking,
    output_config: output,
    output_format: format,
    metadata,
    ...rest
  } = others;
  const { effort, format: wanted } = objectIn(output);
  const schema = objectIn(wanted ?? format)['schema'];
  return {
    model,
    streamed: stream === true,
    said: [...saidIn({ content: system }, 'system'), ...listIn(messages).flatMap((message) => saidIn(message, message['role'] as Who))],
    tools: listIn(tools).map(toolIn),
    choice: choiceIn(objectIn(choice)),
    parallel: objectIn(choice)['disable_parallel_tool_use'] === true ? false : undefined,
    settings: {
      max_tokens,
      temperature,
      top_p,
      top_k,
      stop,
      thinking,
      reasoning_effort: effort,
      response_format: schema === undefined ? undefined : { schema: schemaOf(schema) },
      user: objectIn(metadata)['user_id'],
    },
    rest,
  };
}

function saidIn({ content }: Json, who: Who): readonly Said[] {
  if (typeof content === 'string') return [{ kind: 'text', who, text: content }];
  return listIn(content).map((block): Said => {
    const cache = block['cache_control'] as Json | undefined;
    const mark = cache && { cache };
    switch (block['type']) {
      case 'text':
        return { kind: 'text', who, text: textIn(block['text']), ...mark };
      case 'image':
      case 'document':
        return { kind: 'media', who, media: mediaIn(block), ...mark };
      case 'thinking':
        return { kind: 'thinking', thinking: textIn(block['thinking']), signature: textIn(block['signature']) };
      case 'tool_use':
        return { kind: 'call', id: textIn(block['id']), name: textIn(block['name']), input: block['input'] ?? {} };
      case 'tool_result': {
        const failed = block['is_error'] === true && { failed: true as const };
        return { kind: 'result', id: textIn(block['tool_use_id']), content: toldIn(block['content']), ...failed, ...mark };
      }
      default:
        return { kind: 'block', who, block };
    }
  });
}

function toldIn(content: unknown): readonly Told[] {
  if (typeof content === 'string') return [toldText(content)];
  return listIn(content).map((block): Told => {
    if (block['type'] === 'text') return toldText(textIn(block['text']));
    return block['source'] ? { media: mediaIn(block) } : { value: block };
  });
}

function mediaIn(block: Json): Media {
  const { type, data, media_type: mime, url, file_id: id } = objectIn(block['source']);
  if (type === 'url') return { url: textIn(url) };
  if (type === 'file') return { id: textIn(id) };
  const inBase64 = type === 'text' ? Buffer.from(textIn(data)).toString('base64') : textIn(data);
  const cited = objectIn(block['citations'])['enabled'] === true && { cited: true as const };
  return { data: inBase64, type: textIn(mime), ...cited };
}

function toolIn(tool: Json): Tool {
  if (tool['type'] !== undefined && tool['type'] !== 'custom') return { own: tool };
  const { name, description, input_schema: schema, strict, cache_control: cache } = tool;
  return {
    name: textIn(name),
    description: textIn(description),
    schema: schemaOf(schema),
    ...(strict === true && { strict: true }),
    ...((cache as Json | undefined) && { cache: cache as Json }),
  };
}

function choiceIn({ type, name }: Json): Asked['choice'] {
  if (type === 'any') return 'required';
  if (type === 'none') return 'none';
  return type === 'tool' ? { name: textIn(name) } : undefined;
}
