// The types of this package name Node’s, and a project may not have asked for them.
/// <reference types="node" preserve="true" />

/**
 * The log of the gateway: one record for each request, what was said, sums over them, and what people say of them.
 *
 * @module
 */

export { openLogStore, type LogStoreOptions } from './open-log-store.ts';
export { isStoreError, StoreError, type StoreErrorKind } from '../store-error.ts';
export { headersIn } from './headers-in.ts';
export { shortPath } from './plain-text.ts';
export type * from './entry.ts';
export type * from './log-store.ts';
export type * from './query.ts';
export type * from './experiments/experiments.ts';
