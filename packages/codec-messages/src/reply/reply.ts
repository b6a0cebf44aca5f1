import { FaultError, type Answer, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, compact, isJson, jsonIn, listIn, textIn, type CallSaid, type ToolNames } from '@sluice/provider-sdk/chat';
import { formToolAsked } from '../request/format.ts';
import { namesFor } from '../tool-names.ts';
import { readMessagesFault } from './fault.ts';
import { finishOf } from './finish.ts';
import { chatUsage, tierTold } from './usage.ts';

/** A whole message as a chat reply. */
export function readReply({ json: message }: Answer, asked: Asked): Json {
  if (isJson(message) && message['type'] === 'error') throw new FaultError(readMessagesFault(message, 502));
  if (!isJson(message) || !Array.isArray(message['content'])) {
    throw new FaultError({ kind: 'unreadable_reply', message: 'the reply is no message: it has no content' });
  }
  const blocks = listIn(message['content']).filter(isJson);
  const formTool = formToolAsked(asked.call, asked.target.model);
  const names = namesFor(asked.call);
  const isForm = (block: Json) => formTool !== undefined && block['type'] === 'tool_use' && block['name'] === formTool;
  const calls = blocks.filter((block) => block['type'] === 'tool_use' && !isForm(block)).map((block, index) => callIn(block, index, names));
  const { finish, nativeFinish, refusal, extras } = finishOf(message, calls.length > 0);
  const said = {
    text: blocks.map((block) => (isForm(block) ? JSON.stringify(block['input'] ?? {}) : textOf(block))).join(''),
    reasoning: blocks.map((block) => (block['type'] === 'thinking' ? (textIn(block['thinking']) ?? '') : '')).join(''),
    refusal,
    blocks: ownBlocks(blocks),
    calls,
    finish,
    nativeFinish,
    messageExtras: citationsOf(blocks),
    extras,
  };
  const { id, model, usage, container, context_management: context } = message;
  return chatReply(
    {
      id: textIn(id),
      model: textIn(model),
      choices: [said],
      usage: chatUsage(usage),
      serviceTier: tierTold(usage),
      extras: compact({ container: container ?? undefined, context_management: context ?? undefined }),
    },
    asked,
  );
}

const textOf = (block: Json): string => (block['type'] === 'text' ? (textIn(block['text']) ?? '') : '');

const callIn = (block: Json, index: number, names: ToolNames): CallSaid => ({
  id: textIn(block['id']) ?? `call_${index}`,
  name: names.given(textIn(block['name']) ?? ''),
  arguments: JSON.stringify(jsonIn(block['input']) ?? {}),
});

/** All blocks but calls, where any of them says more than its text does. */
function ownBlocks(blocks: readonly Json[]): readonly Json[] {
  const kept = blocks.filter(({ type }) => type !== 'tool_use');
  return kept.some((block) => block['type'] !== 'text' || listIn(block['citations']).length > 0) ? kept : [];
}

function citationsOf(blocks: readonly Json[]): Json | undefined {
  const citations = blocks.flatMap((block) => listIn(block['citations']));
  return citations.length > 0 ? { citations } : undefined;
}
