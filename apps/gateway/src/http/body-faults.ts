import { FaultError } from '@sluice/provider-sdk';

export const tooLarge = (limitBytes: number) =>
  new FaultError({
    kind: 'too_large',
    message: `The body is larger than ${limitBytes} bytes (SLUICE_MAX_BODY)`,
    param: 'body',
    code: 'body_too_large',
  });

export const badJson = (why: string) =>
  new FaultError({ kind: 'invalid_request', message: `The body is not a JSON object: ${why}`, param: 'body', code: 'invalid_json' });

export const badForm = (why: string) =>
  new FaultError({ kind: 'invalid_request', message: `The multipart body is broken: ${why}`, param: 'body', code: 'invalid_multipart' });

export const badContentType = (taken: string, given: string) =>
  new FaultError({
    kind: 'invalid_request',
    message: `Invalid content type passed: this address takes ${taken}, not ${given.split(';')[0]}`,
    param: 'content-type',
    code: 'invalid_content_type',
  });

export const stalled = (idleMs: number) =>
  new FaultError({
    kind: 'deadline_exceeded',
    message: `The request's body stood still for ${idleMs} ms (SLUICE_IDLE_TIMEOUT_MS)`,
    param: 'body',
    code: 'upload_stalled',
  });
