import type { Json } from '@sluice/provider-sdk';
import { countIn, jsonIn, listIn, textIn } from '@sluice/provider-sdk/chat';

/** `logprobsResult` in OpenAI's form. Source: js-genai, `LogprobsResult`, 2026-08-21. */
export function logprobsIn(told: unknown): Json | undefined {
  const result = jsonIn(told);
  const chosen = listIn(result?.['chosenCandidates']);
  if (chosen.length === 0) return undefined;
  const top = listIn(result?.['topCandidates']);
  const content = chosen.map((token, index) => ({
    ...tokenOf(token),
    top_logprobs: listIn(jsonIn(top[index])?.['candidates']).map(tokenOf),
  }));
  return { content, refusal: null };
}

function tokenOf(told: unknown): Json {
  const token = textIn(jsonIn(told)?.['token']) ?? '';
  // A token that is certain has no such member: zero is left out.
  return { token, logprob: countIn(jsonIn(told)?.['logProbability']) ?? 0, bytes: [...Buffer.from(token)] };
}
