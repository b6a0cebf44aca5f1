import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, listIn, sumOf, usageOf } from '@sluice/provider-sdk/chat';

/**
 * `usageMetadata` in OpenAI's form. Thinking is counted beside what is said, and what tools of the host read for the
 * model beside the prompt. Source: js-genai, `GenerateContentResponseUsageMetadata`, 2026-08-21.
 */
export function usageIn(told: unknown): Json | undefined {
  const usage = jsonIn(told);
  if (!usage || !Object.keys(usage).some((name) => name.endsWith('TokenCount'))) return undefined;
  const count = (name: string) => countIn(usage[name]);
  return usageOf({
    prompt: sumOf(count('promptTokenCount'), count('toolUsePromptTokenCount')),
    completion: sumOf(count('candidatesTokenCount') ?? count('responseTokenCount'), count('thoughtsTokenCount')),
    cached: count('cachedContentTokenCount'),
    reasoning: count('thoughtsTokenCount'),
    audioIn: ofAudio(usage['promptTokensDetails']),
    audioOut: ofAudio(usage['candidatesTokensDetails']),
  });
}

const ofAudio = (details: unknown) =>
  sumOf(
    ...listIn(details).map((detail) => (jsonIn(detail)?.['modality'] === 'AUDIO' ? countIn(jsonIn(detail)?.['tokenCount']) : undefined)),
  );
