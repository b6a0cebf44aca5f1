import { OWN_WORDS } from '../../http/own-words.ts';
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
  '/openapi.json': {
    get: {
      tags: TAGS,
      operationId: 'openApi',
      summary: 'This document',
      security: [],
      responses: { 200: answer('An OpenAPI 3.1 document', 'application/json', { type: 'object' }) },
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
  ...Object.fromEntries([...OWN_WORDS].map((word) => [`/v1/${word}`, unbuilt(word, 'By any method, and everything below')])),
  '/console': unbuilt('console', 'The console'),
  '/{server}/mcp': {
    parameters: [{ name: 'server', in: 'path', required: true, schema: { type: 'string' } }],
    ...unbuilt('mcp', 'MCP, by any method'),
  },
};
