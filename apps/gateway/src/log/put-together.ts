import { assembleEvents, assembleSoFar } from '@sluice/core';
import type { Dialect } from '@sluice/provider-sdk';

/** The reply that a stream of events amounts to, or that it was on its way to; undefined where its dialect has none. */
export const putTogether = (dialect: Dialect, events: Buffer): Buffer | undefined =>
  assembleEvents(dialect, events) ?? assembleSoFar(dialect, events);
