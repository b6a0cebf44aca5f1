import { checkOf } from './checks/index.ts';
import type { CheckContext, CheckKind, Finding } from './checks/check-kind.ts';
import type { Check, CheckResult } from './hook.ts';
import { documentOf, type GuardTools, type JsonRecord, type Subject } from './subject.ts';

/** A check's result, and the document that it made of the phase's. */
export interface CheckRun {
  readonly result: CheckResult;
  /** The same object if nothing was rewritten. */
  readonly document: JsonRecord;
}

/** Runs one check. It never rejects: what goes wrong is in the result. */
export async function runCheck(check: Check, subject: Subject, tools: GuardTools): Promise<CheckRun> {
  const { id, parameters } = check;
  const began = tools.now();
  const before = documentOf(subject);
  const failOnError = parameters['failOnError'];
  const finding = await find(check, { subject, parameters, tools }).catch((thrown: unknown): Finding => {
    const error = thrown instanceof Error ? thrown : new Error('the check failed');
    return { verdict: failOnError !== true, data: { explanation: 'The check could not be run.' }, error };
  });
  const document = finding.document ?? before;
  return {
    document,
    result: {
      data: finding.error ? { ...finding.data, error: shown(finding.error) } : finding.data,
      verdict: finding.verdict,
      id,
      ...(finding.error && { error: shown(finding.error) }),
      execution_time: tools.now() - began,
      transformed: document !== before,
      created_at: new Date(began).toISOString(),
      log: null,
      ...(typeof failOnError === 'boolean' && { fail_on_error: failOnError }),
    },
  };
}

/** The gateway's own check of that id, or a plugin's. */
export const kindOf = ({ id, custom }: Check): CheckKind | undefined => custom ?? checkOf(id);

async function find(check: Check, context: CheckContext<JsonRecord>): Promise<Finding> {
  const kind = kindOf(check);
  if (!kind) throw new Error(`there is no check ${check.id}`);
  return kind.run(context);
}

const shown = ({ name, message }: Error) => ({ name, message });
