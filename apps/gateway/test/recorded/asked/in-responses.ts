import { listIn, objectIn, parsedOr, textIn, type Json } from '../json.ts';
import { choiceIn } from './in-chat.ts';
import { mediaAt, OpenCalls, schemaOf, toldText, type Asked, type Media, type Said, type Told, type Who } from './asked.ts';

/** What a call of the Responses API asks. */
export function askedInResponses(body: Json): Asked {
  const { model, input, instructions, stream, tools, tool_choice: choice, parallel_tool_calls: parallel } = body;
  const { format } = objectIn(body['text']);
  const { type, schema } = objectIn(format);
  const calls = new OpenCalls();
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : listIn(input);
  return {
    model: textIn(model),
    streamed: stream === true,
    said: [
      ...(textIn(instructions) === '' ? [] : [{ kind: 'text' as const, who: 'system' as const, text: textIn(instructions) }]),
      ...items.flatMap((item) => saidIn(item, calls)),
    ],
    tools: listIn(tools).map((tool) => {
      if (tool['type'] !== 'function') return { own: tool };
      const { name, description, parameters, strict } = tool;
      return {
        name: textIn(name),
        description: textIn(description),
        schema: schemaOf(parameters),
        ...(strict === true && { strict: true as const }),
      };
    }),
    choice: choiceIn(choice),
    parallel: parallel === false ? false : undefined,
    settings: {
      max_tokens: body['max_output_tokens'],
      temperature: body['temperature'],
      top_p: body['top_p'],
      reasoning_effort: objectIn(body['reasoning'])['effort'],
      response_format: type === 'json_schema' ? { schema: schemaOf(schema) } : type === 'json_object' ? 'json' : undefined,
    },
    rest: {},
  };
}

function saidIn(item: Json, calls: OpenCalls): readonly Said[] {
  switch (item['type'] ?? 'message') {
    case 'message': {
      const role = textIn(item['role']);
      const who: Who = role === 'developer' || role === 'system' ? 'system' : role === 'assistant' ? 'assistant' : 'user';
      if (typeof item['content'] === 'string') return [{ kind: 'text', who, text: item['content'] }];
      return listIn(item['content']).map((part): Said => {
        const media = mediaIn(part);
        return media ? { kind: 'media', who, media } : { kind: 'text', who, text: textIn(part['text']) || textIn(part['refusal']) };
      });
    }
    case 'function_call': {
      const name = textIn(item['name']);
      const input = textIn(item['arguments']) === '' ? {} : parsedOr(textIn(item['arguments']));
      return [{ kind: 'call', id: calls.begin(name, item['call_id']), name, input }];
    }
    case 'function_call_output':
      return [{ kind: 'result', id: calls.answer(undefined, item['call_id']), content: toldIn(item['output']) }];
    case 'reasoning': {
      const thinking = [...listIn(item['summary']), ...listIn(item['content'])].map(({ text }) => textIn(text)).join('');
      return thinking === '' ? [] : [{ kind: 'thinking', thinking }];
    }
    default:
      return [{ kind: 'block', who: 'assistant', block: item }];
  }
}

function mediaIn(part: Json): Media | undefined {
  if (part['type'] === 'input_image') return mediaAt(textIn(part['image_url']));
  if (part['type'] !== 'input_file') return undefined;
  const { file_data: data, file_url: url, file_id: id } = part;
  return typeof id === 'string' ? { id } : typeof url === 'string' ? { url } : mediaAt(textIn(data));
}

const toldIn = (output: unknown): readonly Told[] => {
  if (typeof output === 'string') return [toldText(output)];
  return listIn(output).map((part): Told => {
    const media = mediaIn(part);
    return media ? { media } : toldText(textIn(part['text']));
  });
};
