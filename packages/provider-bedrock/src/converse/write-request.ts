import type { Json } from '@sluice/provider-sdk';
import { compact, isJson, readChatCall, type ChatCall } from '@sluice/provider-sdk/chat';
import { cachePoint } from './cache-point.ts';
import type { Family } from './family.ts';
import { JSON_INSTRUCTION, outputConfig } from './json-answer.ts';
import { optionIn, requestMetadata, serviceTier } from './options.ts';
import { refuse } from './refuse.ts';
import { namesFor } from './tool-names.ts';
import { inferenceConfig, topK } from './write-inference.ts';
import { writeMessages } from './write-messages.ts';
import { writeThinking } from './write-thinking.ts';
import { writeTools } from './write-tools.ts';

/** What Claude knows by these names and Converse does not. */
const CLAUDES_OWN = ['output_config', 'context_management'];

/** A chat call as the body of Converse and ConverseStream. */
export function writeRequest(chat: Json, family: Family): Json {
  const call = readChatCall(chat);
  refuse(call);
  const { rest } = call;
  const names = namesFor(chat);
  const thinking = writeThinking(call, family);
  const { toolConfig, fields } = writeTools(call, family, names);
  const system = writeSystem(call, family);
  const written: Json = {
    messages: writeMessages(call, family, names, family.takesSystem ? [] : system.filter((block) => 'text' in block)),
    system: family.takesSystem && system.length > 0 ? system : undefined,
    inferenceConfig: inferenceConfig(call, family, thinking),
    toolConfig,
    additionalModelRequestFields: compact(
      [
        topK(call, family, thinking),
        claudesOwn(call, family),
        thinking.fields,
        fields,
        optionIn(rest, 'additionalModelRequestFields') ?? {},
      ].reduce(join, {}),
    ),
    outputConfig: outputConfig(call, family),
    guardrailConfig: optionIn(rest, 'guardrailConfig'),
    performanceConfig: optionIn(rest, 'performanceConfig'),
    promptVariables: optionIn(rest, 'promptVariables'),
    requestMetadata: requestMetadata(call),
    additionalModelResponseFieldPaths: rest['additionalModelResponseFieldPaths'] ?? rest['additional_model_response_field_paths'],
    serviceTier: serviceTier(call),
  };
  return compact(written) ?? {};
}

function writeSystem({ system, format }: ChatCall, family: Family): readonly Json[] {
  const told = system
    .filter(({ text }) => text.trim() !== '')
    .flatMap(({ text, cacheControl }) => [{ text }, ...cachePoint(cacheControl, family)]);
  return format?.kind === 'json' ? [...told, { text: JSON_INSTRUCTION }] : told;
}

function claudesOwn({ rest }: ChatCall, family: Family): Json {
  if (family.name !== 'claude' && family.name !== 'unknown') return {};
  const beta: unknown = rest['anthropic_beta'];
  return {
    ...Object.fromEntries(CLAUDES_OWN.filter((name) => name in rest).map((name) => [name, rest[name]])),
    ...(beta !== undefined && { anthropic_beta: typeof beta === 'string' ? beta.split(',').map((each) => each.trim()) : beta }),
  };
}

/** The later wins, but objects are joined: effort and format are members of one. */
function join(one: Json, other: Json): Json {
  const joined = Object.entries(other).map(([name, value]) => {
    const before = one[name];
    return [name, isJson(before) && isJson(value) ? { ...before, ...value } : value];
  });
  return { ...one, ...(Object.fromEntries(joined) as Json) };
}
