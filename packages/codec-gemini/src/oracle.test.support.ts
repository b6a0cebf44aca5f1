/**
 * Reads recorded Gemini traffic by itself, so that what the codec says can be held against it: a chat call that means
 * what a recorded request means, and what a recorded answer says. Nothing here is the codec's.
 */
type Any = Record<string, unknown>;
const list = (value: unknown): Any[] => (Array.isArray(value) ? (value as Any[]) : []);
const object = (value: unknown): Any => (typeof value === 'object' && value !== null ? (value as Any) : {});
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

const TYPES = ['', 'string', 'number', 'integer', 'boolean', 'array', 'object'];

/** Both spellings of JSON that Google reads, in one; what is a caller's own stays. */
export function camelled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => camelled(each));
  if (typeof value !== 'object' || value === null) return value;
  if (/^(args|response|parameters|parametersJsonSchema|responseSchema|responseJsonSchema)$/.test(key)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const spelled = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
      return [spelled, camelled(each, spelled)];
    }),
  );
}

const jsonSchema = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(jsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      if (name !== 'type' || typeof value === 'object') return [name, jsonSchema(value)];
      return [name, typeof value === 'number' ? TYPES[value] : textOf(value).toLowerCase()];
    }),
  );
};

/** Stands in front of ids that a chat call must have and the recording has not. */
const NO_ID = 'none_';

export function chatCallFrom(recorded: unknown, model: string, streamed: boolean): Any {
  const request = object(camelled(recorded));
  const messages: Any[] = [];
  const open: { id: string; name: unknown }[] = [];
  let made = 0;
  const system = list(object(request['systemInstruction'])['parts']).map(({ text }) => ({ type: 'text', text }));
  if (system.length > 0) messages.push({ role: 'system', content: system });
  for (const { role, parts } of list(request['contents'])) {
    const calls: Any[] = [];
    const content: Any[] = [];
    for (const part of list(parts)) {
      const { text, functionCall, functionResponse, inlineData, fileData, thoughtSignature } = part;
      if (functionCall) {
        const { id = `${NO_ID}${made++}`, name, args } = object(functionCall);
        open.push({ id: textOf(id), name });
        calls.push({ id, type: 'function', function: { name, arguments: JSON.stringify(args), thought_signature: thoughtSignature } });
      } else if (functionResponse) {
        const { name, response } = object(functionResponse);
        const [call] = open.splice(
          open.findIndex((each) => each.name === name),
          1,
        );
        messages.push({ role: 'tool', tool_call_id: call?.id, content: JSON.stringify(response) });
      } else if (inlineData) {
        const { mimeType, data } = object(inlineData);
        const url = `data:${textOf(mimeType)};base64,${textOf(data)}`;
        const isImage = textOf(mimeType).startsWith('image/');
        content.push(isImage ? { type: 'image_url', image_url: { url } } : { type: 'file', file: { file_data: url } });
      } else if (fileData) content.push({ type: 'image_url', image_url: { url: object(fileData)['fileUri'] } });
      else content.push({ type: 'text', text });
    }
    if (role === 'model') messages.push({ role: 'assistant', content, ...(calls.length > 0 && { tool_calls: calls }) });
    else if (content.length > 0) messages.push({ role: 'user', content });
  }
  return JSON.parse(
    JSON.stringify({
      model,
      messages,
      stream: streamed,
      ...settingsFrom(request),
      ...toolsFrom(request),
      safety_settings: request['safetySettings'],
    }),
  ) as Any;
}

function settingsFrom(request: Any): Any {
  const config = object(request['generationConfig']);
  const thinking = object(config['thinkingConfig']);
  const schema = config['responseJsonSchema'] ?? config['responseSchema'];
  return {
    max_completion_tokens: config['maxOutputTokens'],
    temperature: config['temperature'],
    top_p: config['topP'],
    top_k: config['topK'],
    n: config['candidateCount'],
    response_modalities: config['responseModalities'],
    reasoning_effort: typeof thinking['thinkingLevel'] === 'string' ? thinking['thinkingLevel'].toLowerCase() : undefined,
    thinking: thinking['thinkingBudget'] === undefined ? undefined : { type: 'enabled', budget_tokens: thinking['thinkingBudget'] },
    response_format: schema
      ? { type: 'json_schema', json_schema: { name: 'r', schema: jsonSchema(schema) } }
      : config['responseMimeType'] === 'application/json'
        ? { type: 'json_object' }
        : undefined,
  };
}

function toolsFrom(request: Any): Any {
  const tools = list(request['tools']).flatMap((tool): Any[] => {
    if (!tool['functionDeclarations']) return [{ type: Object.keys(tool)[0] }];
    return list(tool['functionDeclarations']).map(({ name, description, parameters, parametersJsonSchema }) => ({
      type: 'function',
      function: { name, description, parameters: jsonSchema(parametersJsonSchema ?? parameters) },
    }));
  });
  const { functionCallingConfig, ...toolConfig } = object(request['toolConfig']);
  const { mode, allowedFunctionNames } = object(functionCallingConfig);
  const names = list(allowedFunctionNames);
  const choice =
    names.length === 1
      ? { type: 'function', function: { name: names[0] } }
      : mode === 'ANY'
        ? 'required'
        : mode === 'AUTO'
          ? 'auto'
          : undefined;
  return { tools: tools.length > 0 ? tools : undefined, tool_choice: choice, tool_config: toolConfig };
}

/** A request in one form of all that mean the same. */
export function meaning(request: unknown, withIds: boolean): unknown {
  const {
    model: _model,
    systemInstruction,
    safetySettings,
    generationConfig,
    tools,
    toolConfig,
    contents,
    ...rest
  } = object(camelled(request));
  const config = { ...object(generationConfig) };
  const schema = config['responseJsonSchema'] ?? config['responseSchema'];
  delete config['responseJsonSchema'];
  delete config['responseSchema'];
  if (config['candidateCount'] === 1) delete config['candidateCount'];
  const thinking = object(config['thinkingConfig']);
  if (typeof thinking['thinkingLevel'] === 'string') thinking['thinkingLevel'] = thinking['thinkingLevel'].toUpperCase();
  const calling = { ...object(object(toolConfig)['functionCallingConfig']) };
  const declared = list(tools).flatMap(({ functionDeclarations }) => list(functionDeclarations));
  if (list(calling['allowedFunctionNames']).length === declared.length && declared.length > 1) delete calling['allowedFunctionNames'];
  return JSON.parse(
    JSON.stringify({
      ...rest,
      contents: list(contents).map(({ role, parts }) => ({ role, parts: list(parts).map((part) => partMeaning(part, withIds)) })),
      system: object(systemInstruction)['parts'] ?? [],
      safety: safetySettings ?? [],
      config,
      schema: jsonSchema(schema) ?? null,
      calling,
      toolConfig: { ...object(toolConfig), functionCallingConfig: undefined },
      tools: list(tools).map(({ functionDeclarations, ...others }) => ({
        ...others,
        functions: list(functionDeclarations).map(functionMeaning),
      })),
    }),
  );
}

function partMeaning(part: Any, withIds: boolean): Any {
  const without = (value: unknown) => {
    const needless = !withIds || textOf(object(value)['id']).startsWith(NO_ID);
    return value && needless ? { ...object(value), id: undefined } : value;
  };
  return { ...part, functionCall: without(part['functionCall']), functionResponse: without(part['functionResponse']) };
}

function functionMeaning({ name, description, parameters, parametersJsonSchema }: Any): Any {
  const schema = object(jsonSchema(parametersJsonSchema ?? parameters));
  const empty = Object.keys(object(schema['properties'])).length === 0;
  return { name, description, parameters: empty ? null : schema };
}

export interface Told {
  text: string;
  reasoning: string;
  calls: { name: unknown; args: unknown; signature: unknown; id: unknown }[];
  signature: unknown;
  native: unknown[];
  finish: string | undefined;
  usage: { prompt: number; completion: number; reasoning: number; cached: number };
  grounded: boolean;
  model: unknown;
  id: unknown;
}

const FINISHES: Record<string, string> = { STOP: 'stop', '1': 'stop', MAX_TOKENS: 'length', SAFETY: 'content_filter' };

/** What the answers of a recording say together. */
export function toldBy(answers: readonly unknown[]): Told {
  const told: Told = {
    text: '',
    reasoning: '',
    calls: [],
    signature: undefined,
    native: [],
    finish: undefined,
    usage: { prompt: 0, completion: 0, reasoning: 0, cached: 0 },
    grounded: false,
    model: undefined,
    id: undefined,
  };
  const counts: Any = {};
  for (const answer of answers.map(object)) {
    told.model ??= answer['modelVersion'];
    told.id ??= answer['responseId'];
    Object.assign(counts, answer['usageMetadata']);
    for (const candidate of list(answer['candidates'])) {
      for (const part of list(object(candidate['content'])['parts'])) {
        const { text, thought, functionCall, thoughtSignature } = part;
        if (functionCall) {
          const { name, args, id } = object(functionCall);
          told.calls.push({ name, args, signature: thoughtSignature, id });
        } else if (text === undefined) told.native.push(part);
        else if (thought) told.reasoning += textOf(text);
        else {
          told.text += textOf(text);
          told.signature = thoughtSignature ?? told.signature;
        }
      }
      told.grounded ||= candidate['groundingMetadata'] !== undefined;
      if (candidate['finishReason'] !== undefined) told.finish = FINISHES[textOf(candidate['finishReason'])];
    }
  }
  if (told.calls.length > 0 && told.finish === 'stop') told.finish = 'tool_calls';
  const count = (name: string) => Number(counts[name] ?? 0);
  told.usage = {
    prompt: count('promptTokenCount') + count('toolUsePromptTokenCount'),
    completion: count('candidatesTokenCount') + count('thoughtsTokenCount'),
    reasoning: count('thoughtsTokenCount'),
    cached: count('cachedContentTokenCount'),
  };
  return told;
}
