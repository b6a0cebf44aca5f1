import { sql } from 'kysely';
import type { Condition } from './read/any-of.ts';

/**
 * Whether what a request came to is an error: refused, or a fault in spite of its status, as of a stream that the provider broke.
 * That its caller went away is none.
 */
export const isFailed = ({ status, fault }: { readonly status: number; readonly fault: string }): boolean => status >= 400 || fault !== '';

/** The same of a row of `log_dims`, `d`. */
export const FAILED: Condition = sql<boolean>`(d.status >= 400 or d.fault <> '')`;
