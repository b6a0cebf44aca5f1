import type { CheckKind } from './checks/check-kind.ts';
import type { JsonRecord } from './subject.ts';

/** Before the provider is asked, or after it has answered. */
export type Phase = 'before' | 'after';

/** One test or rewrite, as the config says it. */
export interface Check {
  /** With its plugin in front, as the table spells it: `default.contains`. */
  readonly id: string;
  /** Checked against the check's own schema, with defaults filled in. */
  readonly parameters: JsonRecord;
  /** A plugin's check; undefined for the gateway's own, which stand in a table. */
  readonly custom?: CheckKind;
}

/** What goes to the trace when a hook passes or fails. */
export interface Feedback {
  /** From -10 to 10; none is given without it. */
  readonly value?: number;
  /** From 0 to 1. Default: 1. */
  readonly weight?: number;
  /** Kept with it. Default: nothing. */
  readonly metadata?: JsonRecord;
}

/** A group of checks with one verdict. */
export interface Hook {
  readonly id: string;
  /** A mutator is there for what it rewrites: its checks always run one after another. */
  readonly type: 'guardrail' | 'mutator';
  /** A false verdict ends the request with 446; without it the reply goes out as 246. */
  readonly deny: boolean;
  /** Runs beside the request: it can neither deny nor rewrite. */
  readonly async: boolean;
  /** Checks run one after another, and each sees what the one before rewrote. */
  readonly sequential: boolean;
  readonly checks: readonly Check[];
  readonly onSuccess?: Feedback;
  readonly onFail?: Feedback;
}

/** A saved guardrail by its name. */
export interface SavedHook {
  readonly saved: string;
}

/** Whether a hook's checks are known, and not only its name. */
export const isWritten = (hook: Hook | SavedHook): hook is Hook => !('saved' in hook);

/** A check's result as the wire spells it. Wire spec §12. */
export interface CheckResult {
  readonly data: unknown;
  readonly verdict: boolean;
  readonly id: string;
  readonly error?: { readonly name: string; readonly message: string };
  /** Milliseconds. */
  readonly execution_time: number;
  readonly transformed: boolean;
  /** ISO 8601. */
  readonly created_at: string;
  readonly log: unknown;
  readonly fail_on_error?: boolean;
}

/** A hook's result as the wire spells it. Wire spec §12. */
export interface HookResult {
  readonly verdict: boolean;
  readonly id: string;
  readonly transformed: boolean;
  readonly checks: readonly CheckResult[];
  readonly feedback: Feedback | null;
  /** Milliseconds. */
  readonly execution_time: number;
  readonly async: boolean;
  readonly type: Hook['type'];
  /** ISO 8601. */
  readonly created_at: string;
  readonly deny: boolean;
}
