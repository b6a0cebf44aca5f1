import { messagesBridge } from '@sluice/codec-messages';
import { responsesBridge } from '@sluice/codec-responses';
import type { Bridges } from '@sluice/core';

/** The doors whose dialect is not chat's, each with how it is told in chat's. */
export const bridges: Bridges = {
  messages: messagesBridge,
  responses: responsesBridge,
  // What would be counted is a Messages call; the count comes back as it is.
  countTokens: { ...messagesBridge, reply: (reply) => reply },
};
