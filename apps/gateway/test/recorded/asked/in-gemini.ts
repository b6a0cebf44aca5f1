import { listIn, objectIn, textIn, type Json } from '../json.ts';
import { OpenCalls, schemaOf, type Asked, type Said, type Tool, type Who } from './asked.ts';

/** What a call of generateContent asks. */
export function askedInGemini(body: Json, url: URL): Asked {
  const { contents, systemInstruction, tools, toolConfig, generationConfig, model: _model, ...rest } = camelled(body) as Json;
  const calls = new OpenCalls();
  const { functionCallingConfig, ...aboutTools } = objectIn(toolConfig);
  const declared = listIn(tools).flatMap(toolsIn);
  return {
    model: /models\/([^/:]+):/.exec(decodeURIComponent(url.pathname))?.[1] ?? '',
    streamed: url.pathname.includes(':stream'),
    said: [
      ...listIn(objectIn(systemInstruction)['parts']).map(({ text }): Said => ({ kind: 'text', who: 'system', text: textIn(text) })),
      ...listIn(contents).flatMap(({ role, parts }) =>
        listIn(parts).map((part) => saidIn(part, role === 'model' ? 'assistant' : 'user', calls)),
      ),
    ],
    tools: declared,
    choice: choiceIn(objectIn(functionCallingConfig), declared.length),
    settings: settingsIn(objectIn(generationConfig)),
    rest: { ...rest, ...(Object.keys(aboutTools).length > 0 && { toolConfig: aboutTools }), ...othersIn(objectIn(generationConfig)) },
  };
}

function saidIn(part: Json, who: Who, calls: OpenCalls): Said {
  const { text, thought, functionCall, functionResponse, inlineData, fileData, thoughtSignature: signature } = part;
  if (functionCall) {
    const { name, args, id } = objectIn(functionCall);
    const signed = typeof signature === 'string' && { signature };
    return { kind: 'call', id: calls.begin(textIn(name), id), name: textIn(name), input: args ?? {}, ...signed };
  }
  if (functionResponse) {
    const { name, response, id } = objectIn(functionResponse);
    return { kind: 'result', id: calls.answer(textIn(name), id), content: [{ value: response }] };
  }
  if (inlineData)
    return { kind: 'media', who, media: { data: textIn(objectIn(inlineData)['data']), type: textIn(objectIn(inlineData)['mimeType']) } };
  if (fileData) return { kind: 'media', who, media: { url: textIn(objectIn(fileData)['fileUri']) } };
  if (thought === true) return { kind: 'thinking', thinking: textIn(text) };
  return text === undefined ? { kind: 'block', who, block: part } : { kind: 'text', who, text: textIn(text) };
}

function toolsIn(tool: Json): readonly Tool[] {
  const { functionDeclarations, ...others } = tool;
  const own = Object.keys(others).length > 0 ? [{ own: others }] : [];
  return [
    ...own,
    ...listIn(functionDeclarations).map(({ name, description, parameters, parametersJsonSchema }) => ({
      name: textIn(name),
      description: textIn(description),
      schema: schemaOf(parametersJsonSchema ?? parameters),
    })),
  ];
}

/** A mode of ANY with all the names there are says no more than ANY. */
function choiceIn({ mode, allowedFunctionNames }: Json, declared: number): Asked['choice'] {
  const names = Array.isArray(allowedFunctionNames) ? allowedFunctionNames : [];
  if (mode === 'NONE') return 'none';
  if (mode !== 'ANY') return undefined;
  return names.length === 1 && declared >= 1 ? { name: String(names[0]) } : 'required';
}

function settingsIn(config: Json): Json {
  const { maxOutputTokens, temperature, topP, topK, stopSequences, seed, candidateCount, presencePenalty, frequencyPenalty } = config;
  const { responseMimeType, responseSchema, responseJsonSchema, thinkingConfig } = config;
  const schema = responseJsonSchema ?? responseSchema;
  const { thinkingBudget, thinkingLevel, includeThoughts } = objectIn(thinkingConfig);
  return {
    max_tokens: maxOutputTokens,
    temperature,
    top_p: topP,
    top_k: topK,
    stop: stopSequences,
    seed,
    n: candidateCount === 1 ? undefined : candidateCount,
    presence_penalty: presencePenalty,
    frequency_penalty: frequencyPenalty,
    response_format: schema ? { schema: schemaOf(schema) } : responseMimeType === 'application/json' ? 'json' : undefined,
    reasoning_effort: typeof thinkingLevel === 'string' ? thinkingLevel.toLowerCase() : undefined,
    thinking:
      thinkingBudget === undefined
        ? includeThoughts === true && thinkingLevel === undefined
          ? { type: 'enabled' }
          : undefined
        : { type: 'enabled', budget_tokens: thinkingBudget },
  };
}

const READ =
  /^(?:maxOutputTokens|temperature|top[PK]|stopSequences|seed|candidateCount|(?:presence|frequency)Penalty|response(?:MimeType|Schema|JsonSchema)|thinkingConfig)$/;

const othersIn = (config: Json): Json => Object.fromEntries(Object.entries(config).filter(([name]) => !READ.test(name)));

/** Both spellings of JSON that Google reads, in one; what is a caller's own stays. */
function camelled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => camelled(each));
  if (typeof value !== 'object' || value === null) return value;
  if (/^(?:args|response|parameters|parametersJsonSchema|responseSchema|responseJsonSchema)$/.test(key)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const spelled = name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
      return [spelled, camelled(each, spelled)];
    }),
  );
}
