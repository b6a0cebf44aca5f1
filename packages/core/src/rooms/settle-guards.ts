import { FaultError } from '@sluice/provider-sdk';
import { NOTHING_ENFORCED, type Caller } from '../caller.ts';
import type { Guards, NamedGuards, TargetConfig } from '../config/config.ts';
import { isWritten, type Hook, type SavedHook } from '../guards/hook.ts';
import type { House } from '../house.ts';

const NO_NAMED: NamedGuards = { before: [], after: [] };

/**
 * The checks of a target for one request: its config's, with saved ones as they are at this moment, and behind them what the
 * caller's workspace has every call checked by. Undefined where there are none.
 *
 * @throws FaultError `invalid_request` for a saved guardrail that is not there, or not for that place: skipped, it would be worse than none.
 */
export function settleGuards(config: TargetConfig | undefined, caller: Caller, house: House): Guards | undefined {
  const { inputGuardrails: input, outputGuardrails: output } = caller.key?.enforced ?? NOTHING_ENFORCED;
  const named = config?.guards;
  if (!named && input.length === 0 && output.length === 0) return undefined;
  const { before, after } = named ?? NO_NAMED;
  const guards = {
    before: settled(before, input, 'input', { caller, house, within: config?.workspaces }),
    after: settled(after, output, 'output', { caller, house, within: config?.workspaces }),
  };
  return guards.before.length + guards.after.length > 0 ? guards : undefined;
}

/** Who asks, and the workspaces of the config that does. */
interface Sight {
  readonly caller: Caller;
  readonly house: House;
  readonly within: TargetConfig['workspaces'];
}

/** Each saved one once: what a workspace wants may be in the config already. */
function settled(
  named: readonly (Hook | SavedHook)[],
  enforced: readonly string[],
  place: 'input' | 'output',
  { caller, house: { guardrails }, within }: Sight,
): Hook[] {
  const seen = new Set<string>();
  const saved = (slug: string, of?: Sight['within']): readonly Hook[] => {
    if (seen.has(slug)) return [];
    seen.add(slug);
    const side = guardrails.find(slug, caller, of)?.[place];
    if (!side) throw unknownGuardrails([slug]);
    if (!side.ok) throw invalid(`Following guardrails are not valid: ${slug} cannot be one of "${place}_guardrails": ${side.reason}`);
    return side.hook ? [side.hook] : [];
  };
  return [...named.flatMap((hook) => (isWritten(hook) ? hook : saved(hook.saved, within))), ...enforced.flatMap((slug) => saved(slug))];
}

export const unknownGuardrails = (slugs: readonly string[]) =>
  invalid(`Following guardrails are not valid: ${slugs.join(', ')}. Name guardrails that this gateway holds.`);

const invalid = (message: string) =>
  new FaultError({ kind: 'invalid_request', message, param: 'x-portkey-config', code: 'invalid_guardrail' });
