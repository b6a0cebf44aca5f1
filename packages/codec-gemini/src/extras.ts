import type { Json } from '@sluice/provider-sdk';
import { compact } from '@sluice/provider-sdk/chat';

/** Members that have a place of their own in a chat reply. */
const PLACED_IN_CANDIDATE: ReadonlySet<string> = new Set(['content', 'finishReason', 'index', 'logprobsResult']);
const PLACED_IN_REPLY: ReadonlySet<string> = new Set(['candidates', 'usageMetadata', 'modelVersion', 'responseId', 'createTime']);

/** What a candidate says besides: `groundingMetadata`, `citationMetadata`, `safetyRatings`, `urlContextMetadata`. */
export const candidateExtras = (candidate: Json) => others(candidate, PLACED_IN_CANDIDATE);

/** What an answer says besides: `promptFeedback`. */
export const replyExtras = (answer: Json) => others(answer, PLACED_IN_REPLY);

const others = (members: Json, placed: ReadonlySet<string>): Json | undefined =>
  compact(Object.fromEntries(Object.entries(members).filter(([name]) => !placed.has(name))));
