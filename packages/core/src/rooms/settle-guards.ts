import { FaultError } from '@sluice/provider-sdk';
import { NOTHING_ENFORCED, type Caller } from '../caller.ts';
import type { Guards, NamedGuards } from '../config/config.ts';
import { isWritten, type Hook, type SavedHook } from '../guards/hook.ts';
import type { House } from '../house.ts';

const NO_NAMED: NamedGuards = { before: [], after: [] };

/**
 * The checks of a target for one request: its config's, with saved ones as they are at this moment, and behind them what the
 * caller's workspace has every call checked by. Undefined where there are none.
 *
 * @throws FaultError `invalid_request` for a saved guardrail that is not there, or not for that place: skipped, it would be worse than none.
 */
export function settleGuards(named: NamedGuards | undefined, caller: Caller, house: House): Guards | undefined {
  const { inputGuardrails: input, outputGuardrails: output } = caller.key?.enforced ?? NOTHING_ENFORCED;
  if (!named && input.length === 0 && output.length === 0) return undefined;
  const { before, after } = named ?? NO_NAMED;
  const guards = {
    before: settled([...before, ...input.map(byName)], 'input', caller, house),
    after: settled([...after, ...output.map(byName)], 'output', caller, house),
  };
  return guards.before.length + guards.after.length > 0 ? guards : undefined;
}

const byName = (saved: string): SavedHook => ({ saved });

/** Each saved one once: what a workspace wants may be in the config already. */
function settled(named: readonly (Hook | SavedHook)[], place: 'input' | 'output', caller: Caller, { guardrails }: House): Hook[] {
  const seen = new Set<string>();
  return named.flatMap((hook) => {
    if (isWritten(hook)) return hook;
    if (seen.has(hook.saved)) return [];
    seen.add(hook.saved);
    const side = guardrails.find(hook.saved, caller)?.[place];
    if (!side) throw unknownGuardrails([hook.saved]);
    if (!side.ok) throw invalid(`Following guardrails are not valid: ${hook.saved} cannot be one of "${place}_guardrails": ${side.reason}`);
    return side.hook ?? [];
  });
}

export const unknownGuardrails = (slugs: readonly string[]) =>
  invalid(`Following guardrails are not valid: ${slugs.join(', ')}. Name guardrails that this gateway holds.`);

const invalid = (message: string) =>
  new FaultError({ kind: 'invalid_request', message, param: 'x-portkey-config', code: 'invalid_guardrail' });
