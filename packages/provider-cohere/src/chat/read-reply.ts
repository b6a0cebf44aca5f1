import { FaultError, type Answer, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, compact, jsonIn, listIn, textIn, type CallSaid } from '@sluice/provider-sdk/chat';
import { finishOf } from './finish.ts';
import { readLogprobs } from './logprobs.ts';
import { readUsage } from './usage.ts';

export function readReply({ json }: Answer, asked: Asked): Json {
  const reply = jsonIn(json);
  const message = jsonIn(reply?.['message']);
  if (!reply || !message) throw new FaultError({ kind: 'unreadable_reply', message: 'the answer has no "message"' });
  const content =
    typeof message['content'] === 'string' ? [{ type: 'text', text: message['content'] }] : listIn(message['content']).map(jsonIn);
  const calls = listIn(message['tool_calls'])
    .map(jsonIn)
    .map((call, index) => readCall(call, `call_${asked.id}_${index}`));
  const reason = textIn(reply['finish_reason']);
  return chatReply(
    {
      id: textIn(reply['id']),
      choices: [
        {
          text: content.map((part) => textIn(part?.['text']) ?? '').join(''),
          reasoning: content.map((part) => textIn(part?.['thinking']) ?? '').join('') + (textIn(message['tool_plan']) ?? ''),
          calls: calls.filter((call) => call !== undefined),
          finish: finishOf(reason, calls.length > 0, textIn(reply['error'])),
          nativeFinish: reason,
          logprobs: readLogprobs(reply['logprobs']),
          messageExtras: compact({ citations: listIn(message['citations']).length > 0 ? message['citations'] : undefined }),
        },
      ],
      usage: readUsage(reply['usage']),
    },
    asked,
  );
}

function readCall(call: Json | undefined, ownId: string): CallSaid | undefined {
  const said = jsonIn(call?.['function']);
  const name = textIn(said?.['name']);
  if (!call || !said || name === undefined) return undefined;
  return { id: textIn(call['id']) ?? ownId, name, arguments: argumentsOf(said['arguments']) };
}

/** A tool without parameters is called with null, or with nothing. */
function argumentsOf(given: unknown): string {
  if (typeof given === 'string') return given === '' || given === 'null' ? '{}' : given;
  return JSON.stringify(given ?? {});
}
