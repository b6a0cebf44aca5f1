import type { Extensions } from '../extensions.ts';
import type { Guardrail, GuardrailSide } from './guardrail.ts';
import { isWritten } from './hook.ts';
import { readHooks } from './read-hooks.ts';
import { isRecord } from './subject.ts';

/** A saved guardrail as its maker writes it. Wire spec §20.8. */
export interface WrittenGuardrail {
  /** Its results bear it as their id. */
  readonly slug: string;
  /** `[{"id": "default.contains", "parameters": {…}}]` */
  readonly checks: unknown;
  /** `deny`, `sequential`, `on_success` and `on_fail`, as on a hook of a config. */
  readonly actions: unknown;
}

/**
 * Reads a saved guardrail for both places that it can be named in; not every check can stand in either. One that can stand in
 * neither is of no use to anybody, and its maker should be told.
 */
export function readGuardrail(written: WrittenGuardrail, plugins: Extensions['checks']): Pick<Guardrail, 'input' | 'output'> {
  return { input: read(written, 'input_guardrails', plugins), output: read(written, 'output_guardrails', plugins) };
}

function read({ slug, checks, actions }: WrittenGuardrail, place: string, plugins: Extensions['checks']): GuardrailSide {
  if (actions !== undefined && actions !== null && !isRecord(actions)) return { ok: false, reason: '"actions" takes an object' };
  if (actions?.['async'] === true)
    return {
      ok: false,
      reason: '"async" is not built yet in this version of Sluice: take it out, and the guardrail runs before the reply',
    };
  const { before, after, problems } = readHooks({ [place]: [{ ...actions, id: slug, checks }] }, plugins);
  if (problems.length > 0) return { ok: false, reason: problems.map(({ message }) => message).join('; ') };
  return { ok: true, hook: [...before, ...after].find(isWritten) };
}
