import { wordOf, type Json } from '@sluice/provider-sdk';
import { cannot, compact, listAt, type ChatCall } from '@sluice/provider-sdk/chat';
import type { Generation } from './generation.ts';
import { responseSchema } from './schema.ts';
import { thinkingConfig } from './thinking.ts';

/** The most texts that end an answer. Source: ai.google.dev, GenerationConfig, 2026-08. */
const MOST_STOPS = 5;

/** `generationConfig` as far as chat's own members go. */
export function generationConfig(call: ChatCall, generation: Generation, model: string): Json {
  if (call.stop.length > MOST_STOPS) throw cannot('stop', `no more than ${MOST_STOPS} texts can end an answer here`);
  return (
    compact({
      maxOutputTokens: call.maxTokens,
      temperature: call.temperature,
      topP: call.topP,
      topK: call.topK,
      stopSequences: call.stop.length > 0 ? call.stop : undefined,
      seed: call.seed,
      candidateCount: call.choices > 1 ? call.choices : undefined,
      presencePenalty: call.presencePenalty,
      frequencyPenalty: call.frequencyPenalty,
      responseLogprobs: call.logprobs === undefined ? undefined : true,
      logprobs: call.logprobs === 0 ? undefined : call.logprobs,
      responseModalities: modalities(call.rest),
      thinkingConfig: thinkingConfig(call.thinking, generation, model),
      ...formatOf(call.format, generation),
    }) ?? {}
  );
}

function formatOf(format: ChatCall['format'], { jsonSchema }: Generation): Json {
  if (!format) return {};
  const responseMimeType = 'application/json';
  if (format.kind === 'json') return { responseMimeType };
  return jsonSchema
    ? { responseMimeType, responseJsonSchema: format.schema }
    : { responseMimeType, responseSchema: responseSchema(format.schema, format.path) };
}

/** `modalities`, by which sound and pictures are asked for. */
function modalities(rest: Json): readonly string[] | undefined {
  const asked = listAt(rest, 'modalities')?.map((modality) => wordOf(modality).toUpperCase());
  const wrong = asked?.findIndex((modality) => modality !== 'TEXT' && modality !== 'IMAGE') ?? -1;
  if (wrong >= 0) throw cannot(`modalities[${wrong}]`, 'a chat answers with text and pictures here');
  return asked?.includes('IMAGE') === true ? asked : undefined;
}
