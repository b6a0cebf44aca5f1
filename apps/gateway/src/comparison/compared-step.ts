import type { LogRecord } from '@sluice/store/logs';
import type { Comparison } from './comparison.ts';

/** What is written down with a call that repeats another: which it was, and how both differ. */
export interface ComparedStep extends Comparison {
  readonly kind: 'compared';
  /** The record of the call that was there first. */
  readonly with: string;
  /** Of a shadow: the share of requests that it gets, and the cap on its cost, null where it has none. */
  readonly share?: number;
  readonly cap?: { readonly cost: number; readonly period: string } | null;
}

/** What a record says of the call that it repeats; undefined for one that repeats none. */
export const comparedIn = ({ steps }: Pick<LogRecord, 'steps'>): ComparedStep | undefined => steps.find(isCompared);

const isCompared = (step: unknown): step is ComparedStep =>
  typeof step === 'object' && step !== null && (step as { readonly kind?: unknown }).kind === 'compared';
