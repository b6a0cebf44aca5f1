import type { HookResult } from './hook.ts';
import type { JsonRecord } from './subject.ts';

const hookResults = (before: readonly HookResult[], after: readonly HookResult[]) => ({
  before_request_hooks: before,
  after_request_hooks: after,
});

/** The body of a 446: a hook that may deny has denied. Wire spec §12. */
export const deniedBody = (before: readonly HookResult[], after: readonly HookResult[]): JsonRecord => ({
  error: {
    message: 'The guardrail checks defined in the config failed. You can find more information in the `hook_results` object.',
    type: 'hooks_failed',
    param: null,
    code: null,
  },
  hook_results: hookResults(before, after),
});

/** A body with the results of the hooks that ran before it; the same body if none did. */
export const withHookResults = (body: JsonRecord, before: readonly HookResult[], after: readonly HookResult[]): JsonRecord =>
  before.length + after.length === 0 ? body : { ...body, hook_results: hookResults(before, after) };

/** The event in front of a stream that tells what the hooks before it found. */
export const firstHookEvent = (before: readonly HookResult[]): string =>
  `data: ${JSON.stringify({ hook_results: { before_request_hooks: before } })}\n\n`;
