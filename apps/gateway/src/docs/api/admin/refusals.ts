import { ref } from '../refs.ts';

const refusal = (description: string, headers: Readonly<Record<string, unknown>> = {}) => ({
  description,
  headers: { 'x-portkey-trace-id': ref('headers', 'x-portkey-trace-id'), 'x-should-retry': ref('headers', 'x-should-retry'), ...headers },
  content: { 'application/json': { schema: ref('schemas', 'AdminError') } },
});

const later = { 'retry-after': ref('headers', 'retry-after') };

/** What the admin API says no with, by `Admin` and the status. */
export const adminRefusals = {
  Admin400: refusal('What was sent is wrong: `errors` names every member, `error.param` the first'),
  Admin401: refusal('This needs a key that is known here, or a session'),
  Admin403: refusal('Who asks may not do this, or would give more than it has'),
  Admin404: refusal('There is no such thing, or it is none of the asker’s business'),
  Admin409: refusal('The name is taken, or the thing stands in the config file, or something still stands on it'),
  Admin412: refusal('Somebody changed it since: `if-match` names another version'),
  Admin413: refusal('The body is larger than 10 MiB'),
  Admin429: refusal('Too many attempts', later),
  Admin503: refusal('The database does not answer, so nothing was changed or read; calls to providers go on', later),
  AdminFailure: refusal('Something else'),
};

export const adminSchemas = {
  AdminError: {
    allOf: [
      ref('schemas', 'Error'),
      {
        type: 'object',
        required: ['data'],
        properties: {
          data: {
            type: 'object',
            required: ['message', 'errorCode'],
            properties: {
              message: { type: 'string', description: 'The same message again' },
              errorCode: { type: 'string', pattern: '^AB\\d\\d$', description: 'Portkey’s word for the status' },
            },
          },
        },
      },
    ],
  },
};

export const adminParameters = {
  AdminIdempotencyKey: {
    name: 'idempotency-key',
    in: 'header',
    required: false,
    description:
      'Done once under this name, for a day: asked again, the first reply comes back with `idempotency-replayed: true`, a key that was shown once included.',
    schema: { type: 'string' },
  },
  IfMatch: {
    name: 'if-match',
    in: 'header',
    required: false,
    description: 'The `etag` of the version that the asker has seen; where there is another by now, nothing is done.',
    schema: { type: 'string' },
  },
};

export const adminHeaders = {
  etag: { description: 'The version of the thing, by how it is shown.', schema: { type: 'string' } },
};
