import { messagesBridge } from '@sluice/codec-messages';
import { responsesBridge } from '@sluice/codec-responses';
import type { Bridges } from '@sluice/core';

/** The doors whose dialect is not chat's, each with how it is told in chat's. */
export const bridges: Bridges = {
  messages: messagesBridge,
  responses: responsesBridge,
  // A Messages call but for its limit, which is not counted; the count comes back as it is.
  countTokens: { ...messagesBridge, request: (call) => messagesBridge.request({ max_tokens: 1, ...call }), reply: (reply) => reply },
};
