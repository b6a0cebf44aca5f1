import { listIn, objectIn, parsed, textIn, type Json } from '../json.ts';
import { schemaOf, toldText, type Asked, type Media, type Said, type Told, type Tool, type Who } from './asked.ts';

/** What a call of Converse asks. */
export function askedInConverse(body: Json, url: URL): Asked {
  const { messages, system, inferenceConfig, toolConfig, additionalModelRequestFields, outputConfig, ...rest } = body;
  const { maxTokens, temperature, topP, stopSequences } = objectIn(inferenceConfig);
  const {
    thinking,
    reasoning_config: older,
    output_config: output,
    top_k: topK,
    inferenceConfig: nova,
    tool_choice: choice,
    tools: dated,
    ...more
  } = objectIn(additionalModelRequestFields);
  const { effort, format } = objectIn(output);
  const form = objectIn(objectIn(objectIn(outputConfig)['textFormat'])['structure'])['jsonSchema'];
  const schema = objectIn(format)['schema'] ?? parsed(textIn(objectIn(form)['schema']));
  const { tools, toolChoice } = objectIn(toolConfig);
  return {
    model: decodeURIComponent(/\/model\/([^/]+)\//.exec(url.pathname)?.[1] ?? ''),
    streamed: url.pathname.endsWith('-stream'),
    said: [...marked(listIn(system), 'system'), ...listIn(messages).flatMap(({ role, content }) => marked(listIn(content), role as Who))],
    // Claude's own tools have no place in Converse and go beside it.
    tools: [...listIn(dated).map((own) => ({ own })), ...toolsIn(listIn(tools))],
    choice: choiceIn(objectIn(toolChoice)),
    parallel: objectIn(choice)['disable_parallel_tool_use'] === true ? false : undefined,
    settings: {
      max_tokens: maxTokens,
      temperature,
      top_p: topP,
      top_k: topK ?? objectIn(nova)['topK'],
      stop: stopSequences,
      thinking: thinking ?? older,
      reasoning_effort: effort,
      response_format: schema === undefined ? undefined : { schema: schemaOf(schema) },
    },
    rest: { ...rest, ...more },
  };
}

/** What is said; a cache point marks what stands before it. */
function marked(blocks: readonly Json[], who: Who): readonly Said[] {
  const said: Said[] = [];
  for (const block of blocks) {
    const { type: _type, ...point } = objectIn(block['cachePoint']);
    if (block['cachePoint']) said[said.length - 1] = { ...said.at(-1)!, cache: { type: 'ephemeral', ...point } } as Said;
    else said.push(...saidIn(block, who));
  }
  return said;
}

function saidIn(block: Json, who: Who): readonly Said[] {
  const { text, image, document, toolUse, toolResult, reasoningContent, ...others } = block;
  if (typeof text === 'string') return [{ kind: 'text', who, text }];
  if (image || document) return [{ kind: 'media', who, media: mediaIn(block) }];
  // A call of the provider's own tools.
  if (objectIn(toolUse)['type'] === 'server_tool_use') return [{ kind: 'block', who, block }];
  if (toolUse) {
    const { toolUseId, name, input } = objectIn(toolUse);
    return [{ kind: 'call', id: textIn(toolUseId), name: textIn(name), input: input ?? {} }];
  }
  if (toolResult) {
    const { toolUseId, content, status } = objectIn(toolResult);
    const failed = status === 'error' && { failed: true as const };
    return [{ kind: 'result', id: textIn(toolUseId), content: listIn(content).map(toldIn), ...failed }];
  }
  if (reasoningContent) {
    const { text: thinking, signature } = objectIn(objectIn(reasoningContent)['reasoningText']);
    return [{ kind: 'thinking', thinking: textIn(thinking), signature: textIn(signature) }];
  }
  return [{ kind: 'block', who, block: others }];
}

const toldIn = (part: Json): Told => {
  if (part['json'] !== undefined) return { value: part['json'] };
  return typeof part['text'] === 'string' ? toldText(part['text']) : { media: mediaIn(part) };
};

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  html: 'text/html',
};

function mediaIn({ image, document }: Json): Media {
  const { format, source, citations } = objectIn(image ?? document);
  const { bytes, text, s3Location } = objectIn(source);
  if (s3Location) return { url: textIn(objectIn(s3Location)['uri']) };
  const type = image ? `image/${textIn(format)}` : (TYPES[textIn(format)] ?? textIn(format));
  const cited = objectIn(citations)['enabled'] === true && { cited: true as const };
  return { data: text === undefined ? textIn(bytes) : Buffer.from(textIn(text)).toString('base64'), type, ...cited };
}

function toolsIn(tools: readonly Json[]): readonly Tool[] {
  const read: Tool[] = [];
  for (const tool of tools) {
    const { type: _type, ...point } = objectIn(tool['cachePoint']);
    const { name, description, inputSchema, strict } = objectIn(tool['toolSpec']);
    if (tool['cachePoint']) read[read.length - 1] = { ...read.at(-1)!, cache: { type: 'ephemeral', ...point } } as Tool;
    else if (!tool['toolSpec']) read.push({ own: tool });
    else
      read.push({
        name: textIn(name),
        description: textIn(description),
        schema: schemaOf(objectIn(inputSchema)['json']),
        ...(strict === true && { strict: true }),
      });
  }
  return read;
}

const choiceIn = ({ any, tool }: Json): Asked['choice'] => (any ? 'required' : tool ? { name: textIn(objectIn(tool)['name']) } : undefined);
