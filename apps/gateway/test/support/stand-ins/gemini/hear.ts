import { Listening, type Heard } from '../heard.ts';
import { isObject, objectIn, objectsIn, textIn, type Json } from '../json.ts';
import { onlyKnown } from '../known-members.ts';
import type { Signatures } from '../signatures.ts';
import { WireRefusal, type Asked } from '../wire-format.ts';
import { hearContents } from './hear-contents.ts';
import { refuse, unknown } from './refuse.ts';

const CONFIG =
  'temperature topP topK candidateCount maxOutputTokens stopSequences presencePenalty frequencyPenalty seed responseLogprobs logprobs responseMimeType responseSchema responseJsonSchema responseModalities mediaResolution speechConfig imageConfig thinkingConfig';

/** The subset of OpenAPI's Schema. */
const SCHEMA =
  'type format title description nullable enum items minItems maxItems properties required minProperties maxProperties minimum maximum minLength maxLength pattern anyOf propertyOrdering default example';

export function hearGemini({ headers, url, json }: Asked, credential: readonly [string, string], signatures: Signatures): Heard {
  if (headers[credential[0]] !== credential[1])
    throw new WireRefusal(401, {
      error: { code: 401, message: 'Request had invalid authentication credentials.', status: 'UNAUTHENTICATED' },
    });
  const method = /\/models\/([^:/]+):(generateContent|streamGenerateContent\?alt=sse)$/.exec(url);
  if (!method) throw new WireRefusal(404, { error: { code: 404, message: `no method at ${url}`, status: 'NOT_FOUND' } });
  onlyKnown(json, 'contents systemInstruction tools toolConfig safetySettings generationConfig cachedContent serviceTier labels', unknown);
  const heard = new Listening();
  heard.model = method[1]!;
  heard.stream = method[2]!.startsWith('stream');
  for (const part of objectsIn(objectIn(json['systemInstruction'])['parts'])) heard.instruct(textIn(part['text']));
  hearConfig(objectIn(json['generationConfig']), heard);
  hearTools(json, heard);
  hearContents(json['contents'], heard, signatures);
  return heard;
}

function hearConfig(config: Json, heard: Listening): void {
  onlyKnown(config, CONFIG, unknown);
  heard.maxTokens = config['maxOutputTokens'] as number | undefined;
  const { responseMimeType: mime, responseSchema: schema, responseJsonSchema: jsonSchema } = config;
  if (schema !== undefined && jsonSchema !== undefined) refuse('only one of responseSchema and responseJsonSchema may be set');
  if ((schema ?? jsonSchema) !== undefined && mime !== 'application/json') refuse('responseMimeType must be application/json');
  if (schema !== undefined) checkSchema(schema);
  heard.schema = schema ?? jsonSchema ?? (mime === 'application/json' ? true : undefined);
  const thinking = config['thinkingConfig'];
  if (thinking === undefined) return;
  const { thinkingBudget: budget, thinkingLevel: level, includeThoughts } = objectIn(thinking);
  onlyKnown(objectIn(thinking), 'includeThoughts thinkingBudget thinkingLevel', unknown);
  if (budget !== undefined && level !== undefined) refuse('You can only set only one of thinking budget and thinking level.');
  if (level !== undefined && !['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'].includes(textIn(level).toUpperCase())) refuse('thinkingLevel: wrong');
  heard.thinking = budget !== 0 && includeThoughts === true;
}

function hearTools(json: Json, heard: Listening): void {
  for (const tool of objectsIn(json['tools'])) {
    onlyKnown(tool, 'functionDeclarations googleSearch codeExecution urlContext', unknown);
    for (const declared of objectsIn(tool['functionDeclarations'])) {
      onlyKnown(declared, 'name description parameters parametersJsonSchema response behavior', unknown);
      const { name, description, parameters, parametersJsonSchema } = declared;
      if (!/^[a-zA-Z_][\w.:-]{0,63}$/.test(textIn(name))) refuse('Invalid function name');
      if (parameters !== undefined && parametersJsonSchema !== undefined)
        refuse('parameters and parametersJsonSchema are mutually exclusive');
      if (parameters !== undefined) checkSchema(parameters);
      heard.tools.push({ name: textIn(name), description: textIn(description), parameters: parameters ?? parametersJsonSchema });
    }
  }
  const calling = objectIn(objectIn(json['toolConfig'])['functionCallingConfig']);
  onlyKnown(calling, 'mode allowedFunctionNames', unknown);
  if (calling['mode'] !== undefined && heard.tools.length === 0) refuse('Function calling config is set without function_declarations.');
}

function checkSchema(schema: unknown): void {
  if (!isObject(schema)) refuse('a schema must be an object');
  const given = schema as Json;
  onlyKnown(given, SCHEMA, unknown);
  for (const inner of Object.values(objectIn(given['properties']))) checkSchema(inner);
  if (given['items'] !== undefined) checkSchema(given['items']);
  for (const inner of objectsIn(given['anyOf'])) checkSchema(inner);
}
