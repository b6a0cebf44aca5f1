import type { Check, Hook, HookResult } from './hook.ts';
import { kindOf, runCheck, type CheckRun } from './run-check.ts';
import { documentOf, withDocument, type GuardTools, type JsonRecord, type Subject } from './subject.ts';

export type { GuardTools, Subject } from './subject.ts';

/** What the hooks of a phase came to. */
export interface HooksOutcome {
  readonly results: HookResult[];
  /** A hook that may deny did: the answer is 446. */
  readonly denied: boolean;
  /** A hook's verdict is false, whether it may deny or not: the answer is at best 246. */
  readonly failed: boolean;
  /** With what hooks rewrote; the same object if they did not. */
  readonly request: JsonRecord;
  /** With what hooks rewrote; the same object if they did not. */
  readonly response: JsonRecord | undefined;
}

/**
 * Runs hooks one after another; each sees what those before it rewrote. An async hook neither denies, fails nor
 * rewrites: when to run it, and where its result goes, is the caller's to say. Wire spec §12.
 */
export async function runHooks(hooks: readonly Hook[], subject: Subject, tools: GuardTools): Promise<HooksOutcome> {
  let current = subject;
  const results: HookResult[] = [];
  for (const hook of hooks) {
    const { result, document } = await runHook(hook, current, tools);
    results.push(result);
    if (document !== documentOf(current)) current = withDocument(current, document);
  }
  const failed = results.filter((result) => !result.async && !result.verdict);
  return {
    results,
    denied: failed.some(({ deny }) => deny),
    failed: failed.length > 0,
    request: current.request,
    response: current.response,
  };
}

async function runHook(hook: Hook, subject: Subject, tools: GuardTools): Promise<{ result: HookResult; document: JsonRecord }> {
  const began = tools.now();
  const before = documentOf(subject);
  const { runs, document: rewritten } = await (hook.sequential || hook.type === 'mutator' ? inTurn : together)(hook.checks, subject, tools);
  const document = hook.async ? before : rewritten;
  const checks = runs.map(({ result }) => (hook.async ? { ...result, transformed: false } : result));
  const verdict = checks.every((check) => check.verdict);
  return {
    document,
    result: {
      verdict,
      id: hook.id,
      transformed: document !== before,
      checks,
      feedback: (verdict ? hook.onSuccess : hook.onFail) ?? null,
      execution_time: tools.now() - began,
      async: hook.async,
      type: hook.type,
      created_at: new Date(began).toISOString(),
      deny: hook.deny,
    },
  };
}

interface ChecksRun {
  readonly runs: readonly CheckRun[];
  readonly document: JsonRecord;
}

async function inTurn(checks: readonly Check[], subject: Subject, tools: GuardTools): Promise<ChecksRun> {
  const runs: CheckRun[] = [];
  let document = documentOf(subject);
  for (const check of checks) {
    const run = await runCheck(check, withDocument(subject, document), tools);
    runs.push(run);
    document = run.document;
  }
  return { runs, document };
}

/** All at once on the same document, but those that rewrite: side by side, the last would undo what the others took out. */
async function together(checks: readonly Check[], subject: Subject, tools: GuardTools): Promise<ChecksRun> {
  const rewriting = checks.filter((check) => kindOf(check)?.rewrites);
  const inspecting = checks.filter((check) => !rewriting.includes(check));
  const [rewritten, inspected] = await Promise.all([
    inTurn(rewriting, subject, tools),
    Promise.all(inspecting.map((check) => runCheck(check, subject, tools))),
  ]);
  const runs = new Map([
    ...rewriting.map((check, index) => [check, rewritten.runs[index]] as const),
    ...inspecting.map((check, index) => [check, inspected[index]] as const),
  ]);
  return { runs: checks.flatMap((check) => runs.get(check) ?? []), document: rewritten.document };
}
