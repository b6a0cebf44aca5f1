import { UNBUILT_WORDS } from '../../http/own-words.ts';
import { ref } from './refs.ts';

const TAGS = ['Gateway'];

const answer = (description: string, type: string, schema: Readonly<Record<string, unknown>> = { type: 'string' }) => ({
  description,
  content: { [type]: { schema } },
});

const status = (word: string) => ({
  type: 'object',
  required: ['status'],
  properties: { status: { const: word } },
  additionalProperties: true,
});

const health = (operationId: string) => ({
  get: {
    tags: TAGS,
    operationId,
    summary: 'Whether the process is alive',
    security: [],
    responses: { 200: answer('It is', 'application/json', status('ok')) },
  },
});

const spans = (operationId: string) => ({
  post: {
    tags: TAGS,
    operationId,
    summary: 'Spans of OpenTelemetry, by OTLP over HTTP; those that tell of a call of a model become records',
    security: [{ sluiceKey: [] }],
    requestBody: { required: true, content: { 'application/x-protobuf': {}, 'application/json': {} } },
    responses: {
      200: { description: 'They were taken', content: { 'application/x-protobuf': {}, 'application/json': {} } },
      default: { description: 'They were not', content: { 'application/x-protobuf': {}, 'application/json': {} } },
    },
  },
});

/** What the gateway says of itself. */
export const ownAddresses = {
  '/': {
    get: {
      tags: TAGS,
      operationId: 'greeting',
      summary: 'A greeting for clients; browsers are sent to the console',
      security: [],
      responses: { 200: answer('A line of text', 'text/plain'), 302: { description: 'To `/console`, for who accepts HTML' } },
    },
  },
  '/health': health('health'),
  '/v1/health': health('healthBelowV1'),
  '/ready': {
    get: {
      tags: TAGS,
      operationId: 'readiness',
      summary: 'Whether new traffic is taken',
      security: [],
      responses: {
        200: answer('It is', 'application/json', status('ready')),
        503: answer('No: it is stopping', 'application/json', status('draining')),
      },
    },
  },
  '/metrics': {
    get: {
      tags: TAGS,
      operationId: 'metrics',
      summary: 'Figures for Prometheus; open on loopback, else for Sluice keys',
      security: [{}, { sluiceKey: [] }],
      responses: { 200: answer('The figures', 'text/plain'), 401: ref('responses', 'Unauthenticated') },
    },
  },
  '/v1/route/explain': {
    post: {
      tags: TAGS,
      operationId: 'explainRoute',
      summary: 'What would become of a request, and why; nobody is called',
      security: [{}, { sluiceKey: [] }, { session: [] }],
      parameters: [ref('parameters', 'Workspace')],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              additionalProperties: false,
              properties: {
                method: { type: 'string', default: 'POST' },
                path: { type: 'string', default: '/v1/chat/completions' },
                headers: { type: 'object', additionalProperties: { type: 'string' } },
                body: { type: 'object', description: 'The body of the request that is meant' },
                config: { description: 'A config, or the slug of a saved one', oneOf: [{ type: 'object' }, { type: 'string' }] },
                metadata: { type: 'object' },
              },
            },
          },
        },
      },
      responses: {
        200: answer('The order in which targets would be asked, with every reason', 'application/json', {
          type: 'object',
          required: ['object', 'order', 'decisions', 'conditions', 'targets', 'estimate', 'needs', 'variant', 'metadata', 'config'],
          properties: { object: { const: 'route.explanation' }, order: { type: 'array', items: { type: 'string' } } },
          additionalProperties: true,
        }),
        default: ref('responses', 'Failure'),
      },
    },
  },
  '/v1/route/breakers': {
    get: {
      tags: TAGS,
      operationId: 'breakers',
      summary: 'The circuits of targets: of configs that the asker may use, and of all for keys of the organisation',
      security: [{ sluiceKey: [] }, { session: [] }],
      parameters: [ref('parameters', 'Workspace')],
      responses: {
        200: answer('All that have seen a request', 'application/json', {
          type: 'object',
          required: ['object', 'total', 'data'],
          properties: { object: { const: 'list' }, total: { type: 'integer' }, data: { type: 'array', items: { type: 'object' } } },
        }),
        401: ref('responses', 'Unauthenticated'),
        default: ref('responses', 'Failure'),
      },
    },
  },
  '/v1/otel/v1/traces': spans('takeSpans'),
  '/v1/logs/otel/v1/traces': spans('takeSpansBelowLogs'),
  '/openapi.json': {
    get: {
      tags: TAGS,
      operationId: 'openApi',
      summary: 'This document',
      security: [],
      responses: { 200: answer('An OpenAPI 3.1 document', 'application/json', { type: 'object' }) },
    },
  },
  '/console/': {
    get: {
      tags: TAGS,
      operationId: 'console',
      summary: 'The console, in a browser',
      security: [],
      responses: { 200: answer('A page', 'text/html'), 404: ref('responses', 'Failure') },
    },
  },
  '/docs/': {
    get: {
      tags: TAGS,
      operationId: 'docs',
      summary: 'This document as a page to read and to try calls on',
      security: [],
      responses: { 200: answer('A page', 'text/html') },
    },
  },
};

const unbuilt = (name: string, summary: string) => ({
  get: { tags: ['Not built yet'], operationId: `unbuilt-${name}`, summary, responses: { 501: ref('responses', 'NotBuilt') } },
});

/** What will be the gateway's own, and is refused by name until then. */
export const unbuiltAddresses = {
  ...Object.fromEntries([...UNBUILT_WORDS].map((word) => [`/v1/${word}`, unbuilt(word, 'By any method, and everything below')])),
  '/{server}/mcp': {
    parameters: [{ name: 'server', in: 'path', required: true, schema: { type: 'string' } }],
    ...unbuilt('mcp', 'MCP, by any method'),
  },
};
