import type { Fault } from '@sluice/provider-sdk';

/** What is told to one whose Host header the guard does not let in. */
export const unknownHost = (host: string | undefined): Fault => ({
  kind: 'forbidden',
  message:
    host === undefined
      ? 'This gateway answers on this machine only: send a Host header that names it'
      : `This gateway answers on this machine only, and "${host}" is not it: call it as localhost, or bind it to another address`,
  param: 'host',
  code: 'unknown_host',
});
