import type { Bridge } from '@sluice/provider-sdk';
import { forget } from './forget.ts';
import { readRequest } from './read-request.ts';
import { writeReply } from './write-reply.ts';
import { messagesWriter } from './writer.ts';

/** The Messages API as a door to whatever speaks chat. */
export const messagesBridge: Bridge = {
  request: readRequest,
  paths: [
    // A message here may be several in chat, so their places differ.
    [/^messages\[\d+\][^:\s]*/, 'messages'],
    [/^response_format\.json_schema\.schema/, 'output_config.format.schema'],
    [/^response_format/, 'output_config.format'],
    [/^(tools\[\d+\])\.function\.parameters/, '$1.input_schema'],
    [/^(tools\[\d+\])\.function/, '$1'],
    [/^reasoning_effort/, 'output_config.effort'],
    [/^stop(?=\[|$)/, 'stop_sequences'],
    [/^max_completion_tokens/, 'max_tokens'],
    [/^user$/, 'metadata.user_id'],
    [/^parallel_tool_calls/, 'tool_choice.disable_parallel_tool_use'],
  ],
  forget,
  reply: writeReply,
  writer: messagesWriter,
};
