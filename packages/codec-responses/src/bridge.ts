import { FaultError, type Bridge } from '@sluice/provider-sdk';
import { isJson, jsonIn, textIn } from '@sluice/provider-sdk/chat';
import { forget } from './forget.ts';
import { readRequest } from './request/read-request.ts';
import { ResponseWriter } from './reply/response-writer.ts';

/**
 * The Responses API's door to a provider that speaks chat. Nothing is kept: what was said before has to be in the
 * request, and what a model wants back later travels with its answer (see `keepsake.ts`).
 */
export const responsesBridge: Bridge = {
  request: readRequest,
  paths: [
    // An item here may be part of a message in chat, so their places differ.
    [/^messages(?:\[\d+\][^:\s]*)?/, 'input'],
    [/^response_format\.json_schema\.schema/, 'text.format.schema'],
    [/^response_format/, 'text.format'],
    [/^(tools\[\d+\])\.function/, '$1'],
    [/^reasoning_effort/, 'reasoning.effort'],
    [/^max_(?:completion_)?tokens/, 'max_output_tokens'],
    [/^verbosity/, 'text.verbosity'],
  ],
  // A whole answer is a stream of one chunk, so that both come to the same response.
  forget,
  reply: (reply, asked) => {
    const choice = Array.isArray(reply['choices']) ? (reply['choices'] as readonly unknown[])[0] : undefined;
    if (!isJson(choice)) throw new FaultError({ kind: 'unreadable_reply', message: 'the reply holds no answer (choices[0] is missing)' });
    const writer = new ResponseWriter(asked);
    writer.write({
      ...reply,
      choices: [
        {
          ...choice,
          index: 0,
          delta: jsonIn(choice['message']) ?? choice['delta'],
          finish_reason: textIn(choice['finish_reason']) || 'stop',
        },
      ],
    });
    writer.end();
    return writer.response();
  },
  writer: (asked) => new ResponseWriter(asked),
};
