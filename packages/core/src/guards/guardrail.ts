import type { Kept } from '../shelf.ts';
import type { Hook } from './hook.ts';

/** A saved guardrail, which configs and workspaces name by its slug. */
export interface Guardrail extends Kept {
  readonly id: string;
  readonly slug: string;
  readonly versionId: string;
  /** As it checks a request: `readGuardrail` makes it. */
  readonly input: GuardrailSide;
  /** As it checks an answer. */
  readonly output: GuardrailSide;
}

/** A guardrail in one of its two places, where not every check can stand; undefined hook: all its checks are switched off. */
export type GuardrailSide =
  | { readonly ok: true; readonly hook: Hook | undefined }
  | { readonly ok: false; /** Why not there, in a sentence. */ readonly reason: string };
