import { FaultError } from '@sluice/provider-sdk';
import type { LogStore } from '@sluice/store/logs';

const OFF = {
  kind: 'unsupported_operation',
  message: 'This gateway keeps no log of requests: start it with SLUICE_LOGS=on to have records, feedback and analytics',
  code: 'log_off',
} as const;

/** Stands for everything that can be asked of a log, however deep. */
const refusing: object = new Proxy(() => {}, {
  // Whoever awaits it must not take it for a promise.
  get: (_, name) => (name === 'then' ? undefined : refusing),
  apply: () => Promise.reject(new FaultError(OFF)),
});

/** The log where none is kept: nothing is opened for it, and whoever asks is told why there is no answer. */
export const NO_LOG = refusing as LogStore;
