import { FaultError, type Answer, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, isJson, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { finishOf, hear } from './message.ts';
import { readDurations, readUsage, secondsOf } from './usage.ts';

export function readReply({ json }: Answer, asked: Asked): Json {
  const said = jsonIn(json);
  if (!said || !(isJson(said['message']) || 'error' in said)) {
    throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "message"' });
  }
  const { text, thinking, calls, images, logprobs } = hear(said, asked);
  const reason = textIn(said['done_reason']);
  return chatReply(
    {
      model: textIn(said['model']),
      createdS: secondsOf(said['created_at']),
      choices: [{ text, reasoning: thinking, calls, images, finish: finishOf(reason, calls.length > 0), nativeFinish: reason, logprobs }],
      usage: readUsage(said),
      extras: readDurations(said),
    },
    asked,
  );
}
