import type Joi from 'joi';
import type { AdminRoute, Policy } from '../../../admin/route.ts';
import { ref } from '../refs.ts';
import { jsonSchema } from './json-schema.ts';

/** `/virtual-keys/:key` as documents write it. */
export const pathOf = ({ path }: Pick<AdminRoute, 'path'>): string => `/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;

/** What an address of the admin API takes, answers and refuses. */
export function operationOf(route: AdminRoute): Readonly<Record<string, unknown>> {
  const { method, summary, tag, policy, body, many, reply, replyType = 'application/json' } = route;
  return {
    tags: [tag],
    operationId: nameOf(route),
    summary,
    ...(policy.kind === 'public' && { description: `Open to everybody: ${policy.why}.` }),
    security: securityOf(policy),
    ...(policy.kind === 'scopes' && { 'x-scopes': policy.scopes }),
    parameters: parametersOf(route),
    ...(body && {
      requestBody: { required: method !== 'DELETE', content: { 'application/json': { schema: bodySchema(body, many) } } },
    }),
    responses: {
      200: {
        description: 'Done',
        ...(hasVersion(route) && { headers: { etag: ref('headers', 'etag') } }),
        content: { [replyType]: { schema: jsonSchema(reply) } },
      },
      ...refusalsOf(route),
    },
  };
}

/** Where several may be sent at once, one or an array of them. */
const bodySchema = (body: Joi.ObjectSchema, many: number | undefined) => {
  const one = jsonSchema(body);
  return many === undefined ? one : { anyOf: [one, { type: 'array', items: one, minItems: 1, maxItems: many }] };
};

/** One of several scopes is enough, and so is a session of somebody whose roles hold one. */
function securityOf(policy: Policy) {
  if (policy.kind === 'public') return [];
  const roles = policy.kind === 'scopes' ? policy.scopes.map((scope) => [scope]) : [[]];
  return ['sluiceKey', 'session'].flatMap((scheme) => roles.map((role) => ({ [scheme]: role })));
}

function parametersOf(route: AdminRoute): readonly unknown[] {
  const { path, query, method, policy } = route;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    description: IN_PATH[name!] ?? 'Id or slug',
  }));
  return [
    ...inPath,
    ...(query ? queryOf(query) : []),
    ...(method === 'POST' && policy.kind === 'scopes' ? [ref('parameters', 'AdminIdempotencyKey')] : []),
    ...(isChange(route) ? [ref('parameters', 'IfMatch')] : []),
  ];
}

/** Members of paths that are no id or slug. */
const IN_PATH: Readonly<Record<string, string>> = {
  type: '`organisation` or `workspace`',
  subtype: '`service` or `user`',
  user: 'The id of a user',
  version: 'Id or number of a version',
};

function queryOf(query: Joi.ObjectSchema): readonly unknown[] {
  const { properties = {}, required = [] } = jsonSchema(query) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...(description !== undefined && { description }),
  }));
}

function refusalsOf(route: AdminRoute): Readonly<Record<string, unknown>> {
  const { method, policy, path, query, body } = route;
  const isOpen = policy.kind === 'public';
  const statuses = {
    400: query !== undefined || body !== undefined,
    401: true,
    403: policy.kind === 'scopes' || isOpen,
    404: path.includes(':') || query !== undefined,
    409: method !== 'GET' && policy.kind === 'scopes',
    412: isChange(route),
    413: body !== undefined,
    429: path === '/admin/sessions' || path === '/admin/password',
    503: true,
  };
  const held = Object.entries(statuses).filter(([, may]) => may);
  return {
    ...Object.fromEntries(held.map(([status]) => [status, ref('responses', `Admin${status}`)])),
    default: ref('responses', 'AdminFailure'),
  };
}

/** Whether it changes or removes what somebody else may have changed meanwhile. */
const isChange = ({ method, policy, path }: AdminRoute) =>
  (method === 'PUT' || method === 'DELETE') && policy.kind === 'scopes' && path.includes(':');

/** Whether the reply says which version of a thing is there now. */
const hasVersion = (route: AdminRoute) =>
  (route.method === 'PUT' && isChange(route)) || (route.method === 'GET' && /:\w+$/.test(route.path));

const WORDS = { POST: 'create', PUT: 'update', DELETE: 'delete' } as const;

/** As the SDKs call it, where they have it: `virtualKeys.list`. */
function nameOf({ method, path, reply }: AdminRoute): string {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith(':'));
  const camel = words.map((word) => word.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const isList = 'data' in ((reply.describe() as { readonly keys?: object }).keys ?? {}) && !/:\w+$/.test(path);
  return [...camel, method === 'GET' ? (isList ? 'list' : 'retrieve') : WORDS[method]].join('.');
}
