import { FaultError, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, countIn, isJson, listIn, textIn, type CallSaid, type Said } from '@sluice/provider-sdk/chat';
import { aboutOf } from './about.ts';
import { blockReason } from './blocked.ts';
import { callId } from './call-id.ts';
import { candidateExtras, replyExtras } from './extras.ts';
import { failedFinish, finishOf, hasFailed, nativeFinish } from './finish.ts';
import { throwTold } from './fault.ts';
import { logprobsIn } from './logprobs.ts';
import { signed } from './own-members.ts';
import { partsOf, type AnswerPart } from './parts.ts';
import { tierTold } from './tier.ts';
import { usageIn } from './usage.ts';

/** A whole answer of `generateContent` as a chat reply. */
export function readReply(answer: unknown, asked: Asked): Json {
  const read = answerIn(answer);
  const candidates = candidatesIn(read);
  const blocked = blockReason(read);
  if (candidates.length === 0 && blocked === undefined) throw unreadable('the provider’s answer holds no candidate');
  const [failed] = candidates;
  const native = failed && nativeFinish(failed);
  if (hasFailed(native) && candidates.every((each) => hasFailed(nativeFinish(each)))) throw failedFinish(native, failed!);
  const usage = isJson(read['usageMetadata']) ? read['usageMetadata'] : undefined;
  return chatReply(
    {
      ...aboutOf(read),
      choices:
        candidates.length === 0
          ? [{ text: '', finish: 'content_filter', nativeFinish: blocked }]
          : candidates.map((candidate, index) => saidBy(candidate, index, asked)),
      usage: usageIn(usage),
      serviceTier: tierTold(usage),
      extras: replyExtras(read),
    },
    asked,
  );
}

/** The answer as an object; what it tells of a failure is thrown. */
export function answerIn(answer: unknown): Json {
  throwTold(answer);
  if (!isJson(answer)) throw unreadable('the provider’s answer is no JSON object');
  return answer;
}

export const unreadable = (message: string) => new FaultError({ kind: 'unreadable_reply', message });

function candidatesIn(answer: Json): readonly Json[] {
  const candidates = listIn(answer['candidates']).filter(isJson);
  return candidates.toSorted((one, other) => (countIn(one['index']) ?? 0) - (countIn(other['index']) ?? 0));
}

function saidBy(candidate: Json, choice: number, asked: Asked): Said {
  const parts = partsOf(candidate);
  const calls = callsIn(parts, choice, asked);
  const native = nativeFinish(candidate);
  return {
    text: textOf(parts, 'text'),
    reasoning: textOf(parts, 'thought'),
    blocks: blocksOf(parts),
    calls,
    images: parts.flatMap((part) => (part.kind === 'image' ? [part.image] : [])),
    finish: finishOf(native ?? 'STOP', calls.length > 0),
    nativeFinish: native,
    logprobs: logprobsIn(candidate['logprobsResult']),
    messageExtras: messageExtras(parts),
    extras: candidateExtras(candidate),
  };
}

const textOf = (parts: readonly AnswerPart[], kind: 'text' | 'thought') =>
  parts.map((part) => (part.kind === kind ? part.text : '')).join('');

function callsIn(parts: readonly AnswerPart[], choice: number, asked: Asked): readonly CallSaid[] {
  const calls = parts.filter((part) => part.kind === 'call');
  return calls.map(({ call, signature }, index) => ({
    id: callId(call, asked, choice, index),
    name: nameOf(call),
    arguments: JSON.stringify(isJson(call['args']) ? call['args'] : {}),
    thoughtSignature: signature,
  }));
}

function nameOf(call: Json): string {
  const name = textIn(call['name']);
  if (name === undefined || name === '') throw unreadable('the provider’s answer calls a tool and does not say which');
  return name;
}

/** Thinking among what is said, in their order; none where nothing was thought aloud. */
function blocksOf(parts: readonly AnswerPart[]): readonly Json[] {
  if (!parts.some((part) => part.kind === 'thought')) return [];
  const blocks: Record<string, unknown>[] = [];
  for (const part of parts) {
    if (part.kind !== 'thought' && part.kind !== 'text') continue;
    const [type, member] = part.kind === 'thought' ? (['thinking', 'thinking'] as const) : (['text', 'text'] as const);
    const last = blocks.at(-1);
    if (last?.['type'] === type) last[member] = `${String(last[member])}${part.text}`;
    else if (part.text !== '') blocks.push({ type, [member]: part.text });
    const block = blocks.at(-1);
    if (part.kind === 'thought' && part.signature !== undefined && block?.['type'] === type) block['signature'] = part.signature;
  }
  return blocks;
}

/** What is not read by people and wants to come back with the message (see `own-members.ts`). */
function messageExtras(parts: readonly AnswerPart[]): Json | undefined {
  const native = parts.flatMap((part) => (part.kind === 'native' ? [part.part] : []));
  const signature = parts.map((part) => (part.kind === 'text' ? part.signature : undefined)).findLast((each) => each !== undefined);
  if (native.length === 0 && signature === undefined) return undefined;
  return { ...signed(signature), ...(native.length > 0 && { native_parts: native }) };
}
