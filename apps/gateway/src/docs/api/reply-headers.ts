const header = (description: string, schema: Readonly<Record<string, unknown>> = { type: 'string' }) => ({ description, schema });

/** The headers that Sluice adds to a reply, by their names. */
export const replyHeaders = {
  'x-portkey-trace-id': header('The trace id of the request, never empty.'),
  'x-portkey-request-id': header('An id of this one request.', { type: 'string', format: 'uuid' }),
  'x-portkey-provider': header('The slug of the provider that was called. Only where the request got so far.'),
  'x-portkey-last-used-option-index': header('The place in the config that answered: `config`, or `config.targets[0].targets[2]`.'),
  'x-portkey-retry-attempt-count': header(
    'Tries after the first at that place; `-1` where a status that the config retries was still there after the last.',
    {
      type: 'integer',
    },
  ),
  'x-portkey-cache-status': header('Whether the answer came from the cache.', {
    type: 'string',
    enum: ['HIT', 'MISS', 'REFRESH', 'DISABLED'],
  }),
  'x-sluice-model-substituted': header('`asked -> sent`, where a retired model was replaced by its successor.'),
  'x-sluice-variant': header('The variant of an experiment that the request got, escaped as in an address.'),
  'x-sluice-decision': header('As JSON: the choices and attempts on the way. Only where `x-portkey-explain: true` asked for it.'),
  'x-portkey-gateway-exception': header('`true` where the gateway itself said no: the operation is not the provider’s, or not built yet.'),
  'x-should-retry': header('`false` where the same request would fare no better.'),
  'retry-after': header('Seconds to wait before another try: the provider’s word, or ours with 503.'),
};

export type ReplyHeader = keyof typeof replyHeaders;
