import { ref } from './refs.ts';
import type { ReplyHeader } from './reply-headers.ts';

const headers = (...names: readonly ReplyHeader[]) => Object.fromEntries(names.map((name) => [name, ref('headers', name)]));

/** On every reply of the data plane. */
export const ROUTED = headers(
  'x-portkey-trace-id',
  'x-portkey-request-id',
  'x-portkey-provider',
  'x-portkey-last-used-option-index',
  'x-portkey-retry-attempt-count',
  'x-portkey-cache-status',
  'x-sluice-model-substituted',
  'x-sluice-variant',
  'x-sluice-decision',
);

const ofAFault = headers('x-portkey-trace-id', 'x-should-retry');
const error = { 'application/json': { schema: ref('schemas', 'Error') } };

/** Replies that several operations share. */
export const replies = {
  Failure: {
    description:
      'The request was refused here, or by the provider. A provider’s status is kept, and so are its `error.type`, `error.param` and `error.code`; its message gets the provider’s name in front.',
    headers: { ...ROUTED, ...headers('x-portkey-gateway-exception', 'x-should-retry', 'retry-after') },
    content: error,
  },
  NotBuilt: { description: 'This address belongs to the gateway and is not built yet in this version.', headers: ofAFault, content: error },
  Unauthenticated: { description: 'This needs a key of this gateway.', headers: ofAFault, content: error },
};
