import { FaultError } from '@sluice/provider-sdk';
import type { Request, Response, Router } from 'express';

/** Answers a request to the admin API; `behind` is its address below `/v1`. What it cannot answer, it throws to `fail`. */
export type AdminDoor = (request: Request, response: Response, behind: string, fail: (error: unknown) => void) => void;

/**
 * The admin API behind a door that opens with the first request: a start has calls to serve first, and a gateway that
 * is configured by its file never needs the rest.
 */
export function adminDoor(open: () => Promise<Router>): AdminDoor {
  let router: Promise<Router> | undefined;
  return (request, response, behind, fail) => {
    router ??= open();
    router.then((opened) => {
      request.url = behind;
      opened(request, response, (error?: unknown) => fail(error === undefined ? nothingHere(request) : readable(error)));
    }, fail);
  };
}

const nothingHere = ({ method, originalUrl }: Request) =>
  new FaultError({ kind: 'not_found', message: `There is nothing at ${method} ${originalUrl.split('?')[0]!}`, code: 'not_found' });

/** A router throws what it cannot decode, with the status that it would give it. */
const readable = (error: unknown) =>
  (error as { readonly status?: unknown } | null)?.status === 400
    ? new FaultError({
        kind: 'invalid_request',
        message: 'The address holds a percent sign with no two hexadecimal digits behind it, or bytes that are not UTF-8',
        code: 'invalid_path',
      })
    : error;
