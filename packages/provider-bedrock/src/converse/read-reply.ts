import { FaultError, type Answer, type Asked, type Json } from '@sluice/provider-sdk';
import { chatReply, compact, isJson, jsonIn, listIn, textIn, type ToolNames } from '@sluice/provider-sdk/chat';
import { extrasIn } from './extras.ts';
import { familyOf } from './family.ts';
import { finishOf } from './finish.ts';
import { answersByTool } from './json-answer.ts';
import { readBlocks } from './read-blocks.ts';
import { namesFor } from './tool-names.ts';
import { readUsage } from './usage.ts';

/** How the answer to a call is to be read. */
export function readingOf({ call, target }: Asked): { readonly names: ToolNames; readonly byTool: boolean } {
  return { names: namesFor(call), byTool: answersByTool(call, familyOf(target.model)) };
}

/** A whole reply of Converse in chat's own language. */
export function readReply({ json }: Answer, asked: Asked): Json {
  const message = isJson(json) ? jsonIn(jsonIn(json['output'])?.['message']) : undefined;
  if (!isJson(json) || !message) throw new FaultError({ kind: 'unreadable_reply', message: 'the provider answered without a message' });
  const { text, reasoning, blocks, calls, citations, images } = readBlocks(listIn(message['content']), readingOf(asked));
  const stopReason = textIn(json['stopReason']);
  return chatReply(
    {
      choices: [
        {
          text,
          reasoning,
          blocks,
          calls,
          images,
          finish: finishOf(stopReason, calls.length > 0),
          // A tool that only stands for the answer's form is none that the caller could look for.
          nativeFinish: stopReason === 'tool_use' && calls.length === 0 ? undefined : stopReason,
          messageExtras: compact({ citations: citations.length > 0 ? citations : undefined }),
        },
      ],
      usage: readUsage(json['usage']),
      serviceTier: textIn(jsonIn(json['serviceTier'])?.['type']),
      extras: extrasIn(json),
    },
    asked,
  );
}
