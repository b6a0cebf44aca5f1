import type { JsonObject } from '@sluice/provider-sdk';
import {
  changeMessages,
  developerAsSystem,
  reasoningAs,
  renameEfforts,
  THREE_EFFORTS,
  thinkingAsEffort,
  withoutCacheMarks,
  type MessageChange,
} from '@sluice/provider-sdk/openai';
import { REFUSED_IN_REQUEST } from './refused.ts';

/** Cerebras checks every member of a request and answers 400 to one that it does not know. */
export function prepareChat(body: JsonObject): void {
  body.dropAll(REFUSED_IN_REQUEST);
  prepareReasoning(body);
  body.array('tools')?.eachObject((tool) => tool.drop('cache_control'));
  changeMessages(body, developerAsSystem, withoutCacheMarks, reasoningAs('reasoning'), asItWasSaid);
}

/** gpt-oss has efforts; GLM can only be kept from thinking. */
function prepareReasoning(body: JsonObject): void {
  const glm = body.text('model')?.includes('glm') === true;
  if (glm && body.object('thinking')?.text('type') === 'enabled') body.drop('thinking');
  thinkingAsEffort(body, glm ? 'none' : 'low');
  if (!glm) renameEfforts(body, THREE_EFFORTS);
}

/** What this gateway and other providers put beside an assistant's words. */
const asItWasSaid: MessageChange = (message) => {
  if (message.text('role') !== 'assistant') return;
  message.drop('content_blocks', 'annotations', 'audio');
  message.array('tool_calls')?.eachObject((call) => {
    call.drop('extra_content');
    call.object('function')?.drop('thought_signature');
  });
};
