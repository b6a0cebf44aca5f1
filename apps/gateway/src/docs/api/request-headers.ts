const header = (name: string, description: string, schema: Readonly<Record<string, unknown>> = { type: 'string' }) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

/** The request headers of ours, and those of other standards that we read. */
export const parameters = {
  Provider: header('x-portkey-provider', 'A provider by its slug (`groq`), or a virtual key as `@slug` or `@slug/model`.'),
  VirtualKey: header('x-portkey-virtual-key', 'A stored credential by its slug. It beats `Authorization`. Needs a Sluice key.'),
  Config: header(
    'x-portkey-config',
    'A config as JSON, or the slug of a saved one (which needs a Sluice key). It may choose among targets of any depth; what is not built yet is refused by name.',
  ),
  CustomHost: header(
    'x-portkey-custom-host',
    'The upstream base URL in place of the provider’s own, path included. Public hosts only, unless the operator trusts the host.',
    { type: 'string', format: 'uri' },
  ),
  RequestTimeout: header('x-portkey-request-timeout', 'Milliseconds until the reply’s headers; then 408.', { type: 'integer', minimum: 0 }),
  ForwardHeaders: header('x-portkey-forward-headers', 'Names of request headers, with commas between, that go upstream as they came.'),
  TraceId: header('x-portkey-trace-id', 'Groups requests; it comes back on the reply. By default the id in `traceparent`, else a new one.'),
  SpanId: header('x-portkey-span-id', 'The id of this request among those of its trace. By default a new one.'),
  ParentSpanId: header('x-portkey-parent-span-id', 'The span that this request is part of. By default the parent id in `traceparent`.'),
  SpanName: header('x-portkey-span-name', 'What this request is called in the log.'),
  Metadata: header('x-portkey-metadata', 'A JSON object of names and strings for the log. Values are kept to 128 characters.'),
  Baggage: header('baggage', 'W3C baggage: its members are metadata, where `x-portkey-metadata` does not name them.'),
  CacheForceRefresh: header('x-portkey-cache-force-refresh', '`true` throws a kept answer away and makes a new one.', {
    type: 'string',
    enum: ['true', 'false'],
  }),
  CacheNamespace: header('x-portkey-cache-namespace', 'Divides the answers that are kept for a caller, in place of its metadata.'),
  StrictCompliance: header('x-portkey-strict-open-ai-compliance', '`false` lets results of checks into streams.', {
    type: 'string',
    enum: ['true', 'false'],
  }),
  Explain: header('x-portkey-explain', '`true` has the reply tell its way in `x-sluice-decision`.', {
    type: 'string',
    enum: ['true', 'false'],
  }),
  IdempotencyKey: header('idempotency-key', 'Names the request: the same again gets the same answer; another under the same name is 409.', {
    type: 'string',
    maxLength: 255,
  }),
  Workspace: header(
    'x-sluice-workspace',
    'The workspace that somebody who has signed in calls in, by its slug or id. With a key it counts for nothing.',
  ),
  Traceparent: header('traceparent', 'W3C trace context; its trace id counts where `x-portkey-trace-id` is absent.'),
  IntegratedModels: header('x-portkey-fetch-integrated-models', '`true` asks for the gateway’s own list although a provider is named.', {
    type: 'string',
    enum: ['true', 'false'],
  }),
};

export const securitySchemes = {
  sluiceKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-portkey-api-key',
    description: 'A key of this gateway. It may also come as the Bearer token.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'sluice_session',
    description:
      'Of somebody who has signed in. Whatever changes something needs the session’s `csrf_token` in `x-sluice-csrf` too, unless the browser says that the page is ours; calls of providers need it always, and `x-sluice-workspace`.',
  },
  providerCredential: {
    type: 'http',
    scheme: 'bearer',
    description: 'The provider’s own key, with `Bearer` or bare. A virtual key beats it.',
  },
};
