import { FAULTS, type Fault, type FaultKind } from '@sluice/provider-sdk';
import type { Failure, Outcome } from '../outcome.ts';

/** A failure of a kind, with its own status unless the provider gave another. */
export const failed = (kind: FaultKind, status: number = FAULTS[kind].status, headers: readonly string[] = []): Failure => ({
  kind: 'failure',
  status,
  fault: { kind, message: `it is ${kind}` } satisfies Fault,
  headers,
  body: {},
});

/** An answer that is all here. */
export const answered = (status: number): Outcome => ({ kind: 'whole', status, headers: [], body: Buffer.from('{}'), usage: undefined });
