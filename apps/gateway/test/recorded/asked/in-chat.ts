import { listIn, objectIn, parsedOr, textIn, type Json } from '../json.ts';
import { mediaAt, OpenCalls, schemaOf, toldText, type Asked, type Media, type Said, type Told, type Tool, type Who } from './asked.ts';

const OWN = new Set(['role', 'content']);

/** What a call of OpenAI's chat completions asks. */
export function askedInChat(body: Json): Asked {
  const {
    model,
    messages,
    stream,
    stream_options: _options,
    tools,
    functions,
    tool_choice: choice,
    parallel_tool_calls: parallel,
    ...others
  } = body;
  const calls = new OpenCalls();
  const { settings, rest } = settingsIn(others);
  return {
    model: textIn(model),
    streamed: stream === true,
    said: listIn(messages).flatMap((message) => saidIn(message, calls)),
    tools: [...listIn(tools).map(toolIn), ...listIn(functions).map((described) => toolIn({ type: 'function', function: described }))],
    choice: choiceIn(choice),
    parallel: parallel === false ? false : undefined,
    settings,
    rest,
  };
}

function saidIn(message: Json, calls: OpenCalls): readonly Said[] {
  const role = textIn(message['role']);
  const cache = message['cache_control'] as Json | undefined;
  if (role === 'tool')
    return [
      {
        kind: 'result',
        id: calls.answer(undefined, message['tool_call_id']),
        content: toldIn(message['content']),
        ...(message['is_error'] === true && { failed: true as const }),
        ...(cache && { cache }),
      },
    ];
  const who: Who = role === 'developer' || role === 'system' ? 'system' : role === 'assistant' ? 'assistant' : 'user';
  const thinking = textIn(message['reasoning_content']) || textIn(message['reasoning']);
  const blocks = listIn(message['content_blocks']).filter(({ type }) => type !== 'text');
  return [
    ...blocks.map((block): Said =>
      block['type'] === 'thinking'
        ? { kind: 'thinking', thinking: textIn(block['thinking']), signature: textIn(block['signature']) }
        : { kind: 'block', who, block },
    ),
    ...(thinking !== '' && blocks.length === 0 ? [{ kind: 'thinking' as const, thinking }] : []),
    ...partsIn(message['content'], who, cache),
    ...listIn(message['tool_calls']).map((call): Said => {
      const described = objectIn(call['function']);
      const signature = described['thought_signature'] ?? objectIn(objectIn(call['extra_content'])['google'])['thought_signature'];
      const input = textIn(described['arguments']) === '' ? {} : parsedOr(textIn(described['arguments']));
      const name = textIn(described['name']);
      return { kind: 'call', id: calls.begin(name, call['id']), name, input, ...(typeof signature === 'string' && { signature }) };
    }),
  ];
}

function partsIn(content: unknown, who: Who, cache: Json | undefined): readonly Said[] {
  if (typeof content === 'string') return [{ kind: 'text', who, text: content, ...(cache && { cache }) }];
  return listIn(content).map((part): Said => {
    const mark = (part['cache_control'] ?? cache) as Json | undefined;
    const media = mediaIn(part);
    if (media) return { kind: 'media', who, media, ...(mark && { cache: mark }) };
    if (part['type'] === 'text' || part['type'] === 'refusal')
      return { kind: 'text', who, text: textIn(part['text']) || textIn(part['refusal']), ...(mark && { cache: mark }) };
    return { kind: 'block', who, block: part };
  });
}

function mediaIn(part: Json): Media | undefined {
  // Mistral's words for a document and for a file that it keeps.
  if (part['type'] === 'document_url') return mediaAt(textIn(part['document_url']));
  if (part['type'] === 'file' && typeof part['file_id'] === 'string') return { id: part['file_id'] };
  if (part['type'] === 'image_url') return mediaAt(textIn(part['image_url']) || textIn(objectIn(part['image_url'])['url']));
  const { data, format } = objectIn(part['input_audio']);
  if (part['type'] === 'input_audio') return { data: textIn(data), type: `audio/${textIn(format) || 'wav'}` };
  if (part['type'] !== 'file') return undefined;
  const { file_data: inside, file_id: id, file_url: url } = objectIn(part['file']);
  const cited = objectIn(objectIn(part['document'])['citations'])['enabled'] === true && { cited: true as const };
  if (typeof id === 'string') return { id };
  if (typeof url === 'string') return { url };
  return { ...mediaAt(textIn(inside)), ...cited };
}

const toldIn = (content: unknown): readonly Told[] => {
  if (typeof content === 'string') return [toldText(content)];
  return listIn(content).map((part) => {
    const media = mediaIn(part);
    return media ? { media } : toldText(textIn(part['text']));
  });
};

function toolIn(tool: Json): Tool {
  if (tool['type'] !== 'function') return { own: tool };
  const { name, description, parameters, strict, cache_control: inside } = objectIn(tool['function']);
  const cache = (tool['cache_control'] ?? inside) as Json | undefined;
  return {
    name: textIn(name),
    description: textIn(description),
    schema: schemaOf(parameters),
    ...(strict === true && { strict: true }),
    ...(cache && { cache }),
  };
}

export function choiceIn(choice: unknown): Asked['choice'] {
  if (choice === 'none' || choice === 'required') return choice;
  if (choice === 'any') return 'required';
  const name = objectIn(objectIn(choice)['function'])['name'] ?? objectIn(choice)['name'];
  return typeof name === 'string' ? { name } : undefined;
}

const SETTINGS: Readonly<Record<string, string>> = {
  max_tokens: 'max_tokens',
  max_completion_tokens: 'max_tokens',
  temperature: 'temperature',
  top_p: 'top_p',
  top_k: 'top_k',
  stop: 'stop',
  seed: 'seed',
  random_seed: 'seed',
  n: 'n',
  presence_penalty: 'presence_penalty',
  frequency_penalty: 'frequency_penalty',
  response_format: 'response_format',
  user: 'user',
  thinking: 'thinking',
  reasoning_effort: 'reasoning_effort',
};

function settingsIn(others: Json): { readonly settings: Json; readonly rest: Json } {
  const settings: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(others)) {
    const known = SETTINGS[name];
    if (known === undefined || OWN.has(name)) rest[name] = value;
    else settings[known] = settingOf(known, value);
  }
  return { settings, rest };
}

function settingOf(name: string, value: unknown): unknown {
  if (name === 'stop') return typeof value === 'string' ? [value] : value;
  if (name === 'n' && value === 1) return undefined;
  if (name !== 'response_format') return value;
  const { type, json_schema: described } = objectIn(value);
  if (type === 'text') return undefined;
  return type === 'json_schema' ? { schema: schemaOf(objectIn(described)['schema']) } : 'json';
}
